import { expect, test } from 'vitest'
import { compact } from '../../src/report/compact.ts'
import { json } from '../../src/report/json.ts'
import { pretty } from '../../src/report/pretty.ts'
import { cleanReport, sampleReport } from './sample.ts'

test('one line for each finding, with all there is to know', () => {
  const lines = compact(sampleReport()).trimEnd().split('\n')
  expect(lines).toHaveLength(6)
  expect(lines[0]).toBe(
    'mail/ai-system.yaml:7:3: critical public-mailbox-feeds-agent AML.T0051.001 Text that anyone can put into mailbox reaches agent: ' +
      'strangers -> mailbox -> agent. help: Put an input guard on the flow from the mailbox, or let a person approve each action. id: 65b67d00fc66',
  )
  expect(lines[5]).toBe(
    "mail/ai-system.yaml:6:3: low component-without-owner - component 'mailbox' has no owner help: add `owner:` with an id from `owners`",
  )
})

test('nothing when there is nothing', () => {
  expect(compact(cleanReport())).toBe('')
})

test('all formats tell of the same findings', () => {
  const report = sampleReport()
  const options = { color: false, unicode: false, width: 80, quiet: false }
  const facts = JSON.parse(json(report)).manifests[0].findings as { rule: string; technique?: string }[]
  for (const text of [pretty(report, options), compact(report)]) {
    for (const { rule, technique } of facts) {
      expect(text).toContain(rule)
      if (technique) expect(text).toContain(technique)
    }
  }
})
