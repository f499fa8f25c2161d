'use strict'

// Another thread of the program: it gets its task and a port, and loads the same bundles.
const { join } = require('node:path')
const { workerData } = require('node:worker_threads')
const { inThread, load, save } = require('./load.js')

const { task, port } = workerData
let hasSaved = false

/** What was compiled is kept as soon as there is a result: when all are there, the program ends, and this thread with it. */
function send(message, moved) {
  port.postMessage(message, moved)
  if (!hasSaved) save('thread')
  hasSaved = true
}

inThread()
load(join(__dirname, '..', 'dist', 'cli.cjs')).work(task, { env: process.env, send })
port.close()
