#!/usr/bin/env node
'use strict'

// Starts the program. CommonJS, because Node loads it faster; small, because everything here is paid for on every run.
const { fstatSync, readFileSync, statSync, writeSync } = require('node:fs')
const { join } = require('node:path')

const dist = join(__dirname, '..', 'dist')
const args = process.argv.slice(2)

/** The two questions that need no program. The build writes the help that the program itself would print. */
function shortAnswer() {
  if (args.length !== 1) return undefined
  if (args[0] === '--version' || args[0] === '-V') return `${require('../package.json').version}\n`
  if (args[0] === '--help' || args[0] === '-h' || args[0] === 'help')
    return readFileSync(join(dist, 'help.txt'), 'utf8')
  return undefined
}

/**
 * Writes straight to the descriptor: setting up `process.stdout` costs more than linting a small file. What a slow reader on a
 * non-blocking pipe does not take at once goes through the stream, which waits for it. A reader that has gone (`| head`) is no error. A
 * report that cannot be written is one, with an exit code of its own; of stderr that cannot be written nobody can be told.
 */
function output(descriptor, name) {
  let gone = false
  let waiting = false
  function write(text) {
    let rest = typeof text === 'string' ? Buffer.from(text) : text
    try {
      while (rest.length > 0 && !gone && !waiting) rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      if (error.code === 'EAGAIN') waiting = true
      else {
        gone = true
        if (matters(error)) throw unwritable(error)
      }
    }
    if (waiting && !gone) stream().write(rest)
  }
  function stream() {
    if (process[name].listenerCount('error') === 0) {
      process[name].on('error', (error) => {
        gone = true
        if (matters(error)) refuse(unwritable(error))
      })
    }
    return process[name]
  }
  const matters = ({ code }) => descriptor === 1 && code !== 'EPIPE'
  return {
    write,
    // node:tty is slow to load, and only a character device can be a terminal, as /dev/null is none.
    get isTTY() {
      return mayBeTerminal(descriptor) && asStarted(() => require('node:tty')).isatty(descriptor)
    },
    get columns() {
      return asStarted(() => process[name]).columns
    },
  }
}

/** An error as the program knows it: expected, with the exit code 2. */
function unwritable({ code, message }) {
  const reason = code === 'ENOSPC' ? 'the disk is full' : message
  return Object.assign(new Error(`cannot write to stdout: ${reason}`), { endsRunWith: 2 })
}

/** For what comes to light when the program has nothing to say any more. */
let refused = false
function refuse({ message }) {
  refused = true
  process.exitCode = 2
  stderr.write(`atlaslint: ${message}\n`)
}

/** Loads what Node holds of itself in compiled form, which V8 takes under its usual flags only. */
function asStarted(action) {
  return require('./load.js').asStarted(action)
}

function mayBeTerminal(descriptor) {
  try {
    const stats = fstatSync(descriptor)
    return stats.isCharacterDevice() && !isNullDevice(stats)
  } catch {
    return false
  }
}

/** Windows has no numbers of devices: there all are 0. */
function isNullDevice({ rdev }) {
  return rdev !== 0 && statSync('/dev/null', { throwIfNoEntry: false })?.rdev === rdev
}

const stdout = output(1, 'stdout')
const stderr = output(2, 'stderr')
const answer = shortAnswer()
if (answer !== undefined) {
  try {
    stdout.write(answer)
  } catch (error) {
    refuse(error)
  }
} else {
  const { load, save, withOptimizer, withoutOptimizer } = require('./load.js')
  let kind
  const surroundings = {
    get stdin() {
      return process.stdin
    },
    stdout,
    stderr,
    env: process.env,
    cwd: process.cwd(),
    now: new Date(),
    data: dist,
    began: (name) => {
      kind = name
    },
    optimize: withOptimizer,
    withoutOptimizer,
    threads: {
      cores: () => require('./threads.js').cores(),
      start: (task) => require('./threads.js').start(task),
    },
  }
  load(join(dist, 'cli.cjs'))
    .run(args, surroundings)
    .then((code) => {
      // Never process.exit: it would cut what a pipe has not taken yet.
      process.exitCode = refused ? 2 : code
      save(kind === undefined ? undefined : `${kind} ${code}`)
    })
}
