/** The suite's own lock on the network: whatever a change would open a connection with, something fails. */

import { spawnSync } from 'node:child_process'
import { lookup, promises } from 'node:dns'
import { createServer, Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'

const ways: Readonly<Record<string, string>> = {
  'a connection by address': "import net from 'node:net'; net.connect(9, '192.0.2.1')",
  'a connection by IPv6': "import net from 'node:net'; net.connect(9, '2001:db8::1')",
  'a connection by name': "import net from 'node:net'; net.connect(9, 'example.invalid')",
  'a connection to this machine': "import net from 'node:net'; net.connect(9, '127.0.0.1')",
  TLS: "import tls from 'node:tls'; tls.connect(443, '192.0.2.1')",
  HTTP: "import http from 'node:http'; http.get('http://example.invalid/')",
  HTTPS: "import https from 'node:https'; https.get('https://192.0.2.1/')",
  'HTTP/2': "import http2 from 'node:http2'; http2.connect('https://192.0.2.1/')",
  fetch: "await fetch('https://192.0.2.1/').catch((error) => { throw error.cause ?? error })",
  'a name': "import dns from 'node:dns'; dns.lookup('example.invalid', () => undefined)",
  'a name, asked of a server': "import dns from 'node:dns'; dns.resolve4('example.invalid', () => undefined)",
  'a datagram': "import dgram from 'node:dgram'; dgram.createSocket('udp4').send('x', 9, '192.0.2.1')",
  'a server': "import net from 'node:net'; net.createServer().listen(0, '127.0.0.1')",
}

const attempts = () => (globalThis as unknown as { networkAttempts: string[] }).networkAttempts

describe('nothing in the suite reaches the network', () => {
  test.each(Object.entries(ways))('%s ends a process that a test started', (_, source) => {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' })
    expect(stderr).toContain('a test may not use the network')
    expect(status).not.toBe(0)
  })

  test('and who catches the error does not get away with it', () => {
    const source = "import dns from 'node:dns'; await dns.promises.lookup('example.invalid').catch(() => undefined)"
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([99, 'a test may not use the network: getaddrinfo example.invalid\n'])
  })

  test('and fails the test itself', async () => {
    await promises.lookup('example.invalid').catch(() => undefined)
    expect(() => lookup('example.org', () => undefined)).toThrow('a test may not use the network')
    // Left here, what was tried would fail this test, as it fails every other.
    expect(attempts().splice(0)).toEqual(['getaddrinfo example.invalid', 'getaddrinfo example.org'])
  })
})

describe('a test that drives a browser', () => {
  afterEach(() => {
    Object.assign(globalThis, { localhostAllowed: false })
  })

  test('talks to this machine, and to no other', async () => {
    Object.assign(globalThis, { localhostAllowed: true })
    const server = createServer((socket) => socket.end('hello'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const client = new Socket().connect(port, '127.0.0.1')
    const said = await new Promise((resolve) => client.once('data', (data) => resolve(String(data))))
    expect(said).toBe('hello')
    client.destroy()
    server.close()
    expect(() => lookup('example.org', () => undefined)).toThrow('a test may not use the network')
    expect(attempts().splice(0)).toEqual(['getaddrinfo example.org'])
  })
})
