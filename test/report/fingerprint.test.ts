import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintOf } from '../../src/report/fingerprint.ts'
import { sha256 } from '../../src/report/sha256.ts'

const reference = (text: string) => createHash('sha256').update(new TextEncoder().encode(text)).digest('hex')

test('our SHA-256 is that of Node, at every length around a block and for any text', () => {
  for (let length = 0; length < 200; length += 1) expect(sha256('x'.repeat(length))).toBe(reference('x'.repeat(length)))
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(text, (value) => {
      expect(sha256(value)).toBe(reference(value))
    }),
  )
})

const agent = { type: 'component', id: 'agent' } as const

test('the fingerprint is a public contract: baselines and the dashboards of others keep it', () => {
  expect(fingerprintOf('Mail', 'a-rule', 'AML.T0051', agent)).toBe(
    reference('["Mail","a-rule","AML.T0051","component","agent"]'),
  )
  expect(fingerprintOf('Mail', 'a-check', undefined, agent)).toBe(
    reference('["Mail","a-check",null,"component","agent"]'),
  )
})

test('no two parts can be taken for one another', () => {
  const all = [
    fingerprintOf('a', 'b', undefined, agent),
    fingerprintOf('a","b', '', undefined, agent),
    fingerprintOf('a', 'b', 'AML.T0051', agent),
    fingerprintOf('a', 'b', undefined, { ...agent, type: 'zone' }),
    fingerprintOf('ab', '', undefined, agent),
  ]
  expect(new Set(all).size).toBe(all.length)
})
