/** What is told of a way that nobody would read to its end. */

import { expect, test } from 'vitest'
import { pathIds } from '../../src/analysis/exposure-findings.ts'
import { analyse } from '../../src/analysis/exposures.ts'
import { systemOf } from '../rules/ask.ts'
import { catalog, injection, only } from './judge.ts'

/** A chain of so many steps from a mailbox to the agent. */
function chain(steps: number, controls = '') {
  const names = Array.from({ length: steps + 1 }, (_, at) => (at === steps ? 'agent' : `c${at}`))
  const kinds = names.map((name, at) => {
    if (at === 0) return `  ${name}: { kind: channel, writable-by: [anyone] }`
    return `  ${name}: { kind: ${name === 'agent' ? 'agent' : 'app'} }`
  })
  const flows = names.slice(1).map((name, at) => `  - { from: ${names[at]}, to: ${name}, carries: [message] }`)
  const system = systemOf(`components:\n${kinds.join('\n')}\nflows:\n${flows.join('\n')}\n${controls}`)
  return only(analyse({ system, catalog, rules: [injection], now: '2026-11-24' }))
}

test('24 steps are told in full', () => {
  const exposure = chain(24)
  expect(exposure.path).toHaveLength(24)
  expect(pathIds(exposure)).not.toContain('...')
  expect(exposure.message.match(/->/g)).toHaveLength(24)
})

test('of 25 and of 400, both ends', () => {
  for (const steps of [25, 400]) {
    const exposure = chain(steps)
    const ids = pathIds(exposure)
    const expected = [
      ...Array.from({ length: 13 }, (_, at) => `c${at}`),
      '...',
      ...Array.from({ length: 12 }, (_, at) => `c${steps - 12 + at}`),
      'agent',
    ]
    expect(ids).toEqual(expected)
    expect(exposure.path).toHaveLength(24)
    expect(exposure.message).toContain(`c0 reaches agent: ${expected.join(' -> ')}.`)
  }
})

test('a control in the part that is not told counts', () => {
  const controls = 'controls: { filter: { covers: [AML.T0051], on: [c200], status: implemented } }'
  expect(chain(400, controls).status).toBe('mitigated')
})
