// Loaded into a run with `--require`: each thread besides the first notes in $THREADS_NOTE how many results it sends, one character each,
// and ends in the way that $THREADS_END says.
const { appendFileSync } = require('node:fs')
const { isMainThread, MessagePort, workerData } = require('node:worker_threads')

const note = (text) => appendFileSync(process.env.THREADS_NOTE, text)

if (!isMainThread) {
  const { postMessage } = MessagePort.prototype
  const { port } = workerData
  note('thread ')
  if (process.env.THREADS_END === 'throws') throw new Error('a thread that cannot begin')
  port.postMessage = (...args) => {
    if (process.env.THREADS_END === 'exits') process.exit(7)
    note(args[0].parcel === undefined ? '-' : '+')
    postMessage.apply(port, args)
  }
}
