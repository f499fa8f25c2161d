/**
 * Loaded into the tests, and into every process that they start: whoever reaches for the network dies of it. This sits below `net`, `dns`,
 * `http`, `tls` and `fetch`, in what they all are made of, so nothing has to be loaded for it, and nothing goes around it.
 *
 * `globalThis.localhostAllowed = true` lets a test talk to this machine, which a browser needs; to nobody else.
 */

/** What was tried: whoever catches the error does not get away with it. */
const attempts = []
globalThis.networkAttempts = attempts

const refuse = (what) => {
  attempts.push(what)
  throw new Error(`a test may not use the network: ${what}`)
}
process.on('exit', () => {
  if (attempts.length === 0) return
  process.exitCode = 99
  process._rawDebug(`a test may not use the network: ${attempts.join(', ')}`)
})
const isLocal = (address) => globalThis.localhostAllowed === true && /^(?:127\.|::1$|localhost$)/.test(address)

function guard(binding, className, methods) {
  const { prototype } = process.binding(binding)[className]
  for (const method of methods) {
    const original = prototype[method]
    if (original === undefined) continue
    prototype[method] = function (...args) {
      const address = String(args.find((value) => typeof value === 'string'))
      return isLocal(address) ? original.apply(this, args) : refuse(`${className}.${method} ${address}`)
    }
  }
}

guard('tcp_wrap', 'TCP', ['connect', 'connect6', 'bind', 'bind6'])
guard('udp_wrap', 'UDP', ['bind', 'bind6', 'connect', 'connect6', 'send', 'send6'])

const names = process.binding('cares_wrap')
for (const method of ['getaddrinfo', 'getnameinfo']) {
  const original = names[method]
  names[method] = (request, name, ...rest) =>
    isLocal(name) ? original(request, name, ...rest) : refuse(`${method} ${name}`)
}
for (const [method, original] of Object.entries(names.ChannelWrap.prototype))
  if (/^query|^getHostByAddr/.test(method) && typeof original === 'function')
    names.ChannelWrap.prototype[method] = (_, name) => refuse(`${method} ${name}`)
