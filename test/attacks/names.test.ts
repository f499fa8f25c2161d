/** Names that mean something on an object of JavaScript are names like others, all the way to every format. */

import { expect, test } from 'vitest'
import { lintEngine as engine } from '../../src/cli/lint-engine.ts'
import { reporters, textReporterNames } from '../../src/report/reporters.ts'
import { run } from '../cli/run.ts'
import { manifest as example } from '../decisions/scene.ts'
import { lintTexts, options } from '../formats/real.ts'
import { ownRule } from '../rules/own-rule.ts'

/** The manifest with its ids renamed. */
const renamed = (ids: Readonly<Record<string, string>>) =>
  Object.entries(ids).reduce(
    (text, [from, to]) => text.replace(new RegExp(`(?<![\\w-])${from}(?![\\w-])`, 'g'), to),
    example,
  )

const findingsIn = (text: string) =>
  lintTexts({ 'a.yaml': text }).manifests.flatMap(({ findings }) =>
    findings.map(({ rule, technique, severity, at }) => `${rule} ${technique} ${severity} ${at.line}`).sort(),
  )

test('ids that every object has', () => {
  const text = renamed({ mail: 'valueof', inbox: 'constructor', model: 'prototype', ours: 'hasownproperty' })
  const report = lintTexts({ 'a.yaml': text })
  expect(report.manifests[0]?.judged).toBe(true)
  expect(findingsIn(text)).toEqual(findingsIn(example))
  for (const name of textReporterNames) expect(reporters[name](report, options)).not.toContain('[native code]')
})

test.each(['mail', 'inbox', 'ours', 'ask'])('__proto__ instead of %s is no id, and changes no object', (id) => {
  const report = lintTexts({ 'a.yaml': renamed({ [id]: '__proto__' }) })
  expect(report.manifests[0]?.judged).toBe(false)
  for (const name of textReporterNames) expect(reporters[name](report, options)).toBeTypeOf('string')
  for (const key of ['contact', 'kind', 'trust']) expect(({} as Record<string, unknown>)[key]).toBeUndefined()
})

test.each([
  ['explain', 'constructor'],
  ['explain', '__proto__'],
  ['why', 'ai-system.yaml', 'constructor', 'AML.T0051'],
  ['why', 'ai-system.yaml', '__proto__', 'AML.T0051'],
  ['why', 'ai-system.yaml', 'agent', 'toString'],
  ['plan', '--without', 'constructor'],
  ['lint', '-f', 'toString'],
  ['lint', '-f', '__proto__'],
  ['config', 'schema', 'constructor'],
  ['completion', 'constructor'],
  ['init', '--template', 'toString'],
  ['accept', '--technique', 'toString', '--on', 'constructor', '--treatment', 'avoid', '--reason', 'x'],
  ['constructor'],
])('%s %s: a name that every object has is nothing that is there', async (...argv) => {
  const { code, stderr } = await run(argv, { engine, files: { 'ai-system.yaml': example } })
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^(?:atlaslint|error): /)])
})

test.each(['toString', 'constructor', 'valueOf', '__proto__'])(
  'a rule that asks for %s asks for nothing that there is',
  async (key) => {
    const asking = (where: string) => ownRule.replace(where, `${where}, ${key}: [{ kind: agent }]`)
    const rules = [
      asking('{ kind: agent'),
      asking('{ kind: channel'),
      // The first key that is not known is told; here, it is the subject that has one too many.
      asking('{ reached-from: { from: { kind: channel, written-by: anyone }, carrying: text }'),
      ownRule.replace('subject: {', `subject: { ${key}: { kind: agent },`),
      ownRule.replace(
        'subject: { component: { kind: agent } }',
        `subject: { flow: { ${key}: [{ from: { kind: agent } }] } }`,
      ),
      ownRule
        .replace('subject: { component: { kind: agent } }', 'subject: system')
        .replace(/when: .*/, `when: { ${key}: [{ has: { kind: agent } }] }`),
    ]
    for (const rule of rules) {
      const { code, stderr } = await run(['rules', 'validate', 'mine.yaml'], { engine, files: { 'mine.yaml': rule } })
      expect(rule).not.toBe(ownRule)
      expect([code, stderr], rule).toEqual([2, expect.stringMatching(/^atlaslint: mine\.yaml:\d+:\d+: /)])
      expect(stderr).toMatch(rule.includes(`subject: { ${key}`) ? /A rule's subject is/ : new RegExp(`'${key}' is not`))
    }
  },
)
