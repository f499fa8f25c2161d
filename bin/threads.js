'use strict'

// Other threads of this program. Loaded when a run has work for them.
const { join } = require('node:path')

/** How many can run at the same time, this one included: as many as the process may use, which in a container are fewer than there are. */
exports.cores = () => require('node:os').availableParallelism()

/** Starts one, and gives what takes its next message without waiting; a thread that ends, for whatever reason, sends none any more. */
exports.start = (task) => {
  const { MessageChannel, Worker, receiveMessageOnPort } = require('node:worker_threads')
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(join(__dirname, 'worker.js'), {
    workerData: { task, port: port2 },
    transferList: [port2],
  })
  worker.on('error', () => {})
  worker.unref()
  return () => receiveMessageOnPort(port1)?.message
}
