/** Every test runs without a network, and so does every Node that it starts. */

import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'

/** Tests that drive a browser, which is talked to over an address of this machine. */
const withBrowser: readonly RegExp[] = [/[\\/]test[\\/]page[\\/]/]

const guard = join(import.meta.dirname, 'no-network.cjs')
const { testPath = '' } = expect.getState()

createRequire(import.meta.url)(guard)
Object.assign(globalThis, { localhostAllowed: withBrowser.some((pattern) => pattern.test(testPath)) })
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(guard)}`.trim()

afterEach(() => {
  const { networkAttempts } = globalThis as unknown as { networkAttempts: string[] }
  expect(networkAttempts.splice(0), 'a test may not use the network').toEqual([])
})
