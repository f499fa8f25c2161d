/**
 * What every bundled rule says of its own examples, to the last fact: truths, evidence, support, traces, and what each single cut leaves.
 * The examples' own tests say that a rule fires; this says why and how, so that nobody changes it without seeing it.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { normalize } from '../../src/manifest/normalize.ts'
import { askRule, evidenceOf, type MatchSubject, matchRule, supportOf } from '../../src/rules/match.ts'
import { renderMessage, subjectName } from '../../src/rules/message.ts'
import type { Rule, RuleEntry } from '../../src/rules/rule.ts'
import { assembleRules } from '../../src/rules/rule-set.ts'
import { cutRun, type SystemFacts, systemFacts } from '../../src/rules/run.ts'
import { type Trace, traceOf } from '../../src/rules/trace.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import type { Move, System } from '../../src/system/system.ts'
import { cutting } from '../rules/ask.ts'
import { compiledRules } from '../rules/compiled.ts'

const root = join(import.meta.dirname, '../..')
const { rules } = assembleRules(compiledRules)
const examples = JSON.parse(readFileSync(join(root, 'dist/rule-examples.json'), 'utf8')) as Record<
  string,
  { file: string; examples: NonNullable<RuleEntry['examples']> }
>

const ids = (moves: readonly Move[]) =>
  moves.map(({ from, to, kind, backward }) => `${from.id}${backward ? '<' : '>'}${kind === 'flow' ? '' : kind}${to.id}`)
const traced = ({ label, truth, children }: Trace): string =>
  `${truth} ${label.slice(0, 60)}${children.length === 0 ? '' : ` [${children.map(traced).join('; ')}]`}`
const line = (name: string, parts: readonly string[]) => (parts.length === 0 ? [] : [`  ${name}: ${parts.join(' ')}`])

/** All that a match is made of. */
function told(rule: Rule, subject: MatchSubject, system: System, facts: SystemFacts): string[] {
  const evidence = evidenceOf(rule, subject, facts.drawn)
  const support = supportOf(rule, subject, facts.drawn)
  const whole = askRule(rule, subject, facts.drawn)
  const changes = [...system.components, ...system.flows].flatMap(({ id }) => {
    const left = askRule(rule, subject, cutRun(facts, cutting(system, [id])))
    return left === whole ? [] : [`${id}=${left}`]
  })
  const { conditions } = traceOf(rule, subject, facts.drawn)
  return [
    `  ${renderMessage(rule.entry.message, subject, evidence)}`,
    ...evidence.paths.flatMap(({ moves, toSubject }) => line(toSubject ? 'from' : 'to', ids(moves))),
    ...line(
      'beside',
      evidence.neighbours.map(({ component, incoming }) => `${incoming ? '<' : '>'}${component.id}`),
    ),
    ...line(
      'data',
      evidence.data.map(({ id }) => id),
    ),
    ...line('powers', evidence.powers),
    ...line(
      'names',
      [...evidence.names].map(([name, id]) => `${name}=${id}`),
    ),
    ...line(
      'unknown',
      evidence.unknown.map(({ on, field, truth }) => `${on}.${field}=${truth}`),
    ),
    ...line(
      'components',
      system.components.filter(({ index }) => support.components.has(index)).map(({ id }) => id),
    ),
    ...line(
      'flows',
      system.flows.filter(({ index }) => support.flows.has(index)).map(({ id }) => id),
    ),
    ...line('cut', changes),
    ...conditions.map((condition) => `  ${traced(condition)}`),
  ]
}

function pinned(rule: Rule): string[] {
  const [example] = examples[rule.id]?.examples ?? []
  if (example === undefined) return []
  const manifest = {
    atlaslint: 1,
    ...example.system,
    system: { name: 'Example', ...(example.system.system as object) },
  }
  const system = buildSystem(normalize(structuredClone(manifest) as unknown as Manifest))
  const facts = systemFacts(system)
  const matches = matchRule(rule, facts)
  return [
    rule.id,
    ...matches.flatMap(({ subject, truth }) => [
      ` ${subject.type === 'system' ? 'system' : subjectName(subject)} ${truth}`,
      ...told(rule, subject, system, facts),
    ]),
  ]
}

test('every rule says of its first example what it said before', async () => {
  const text = rules.flatMap(pinned).join('\n')
  expect(text.split('\n').length).toBeGreaterThan(2000)
  await expect(`${text}\n`).toMatchFileSnapshot('rules.txt')
})
