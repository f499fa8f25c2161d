import { acceptedMitigations } from '../analysis/controls.ts'
import type { Exposure } from '../analysis/exposure.ts'
import { pathIds } from '../analysis/exposure-findings.ts'
import { type Analysis, analyse } from '../analysis/exposures.ts'
import type { Catalog } from '../atlas/catalog.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { MatchSubject } from '../rules/match.ts'
import type { Rule } from '../rules/rule.ts'
import { type SystemFacts, systemFacts } from '../rules/run.ts'
import { type Trace, traceOf } from '../rules/trace.ts'
import { ASK, ASSUMED, CERTAIN, FALSE, type Truth } from '../rules/truth.ts'
import { buildSystem } from '../system/build-system.ts'
import type { System } from '../system/system.ts'

/** Why a technique applies to a subject of one system, or why it does not. */
export interface WhyInput {
  readonly manifest: Manifest
  readonly catalog: Catalog
  readonly rules: readonly Rule[]
  readonly subject: string
  readonly technique: string
  readonly now: string
}

/** The answer as lines of text; undefined when the system has no such subject. */
export function why(input: WhyInput): string | undefined {
  const system = buildSystem(input.manifest)
  const subject = findSubject(system, input.subject)
  if (subject === undefined) return undefined
  const { catalog, technique, rules } = input
  const analysis = analyse({ system, catalog, rules, now: input.now })
  const speaking = rules.filter(
    ({ entry }) => entry.technique === technique || entry.technique.startsWith(`${technique}.`),
  )
  const facts = systemFacts(system)
  const name = `${technique} ${catalog.techniques.get(technique)?.fullName ?? ''}`
  const blocks = speaking.map((rule) => explainRule(rule, subject, input.subject, facts, analysis, input))
  const verdict = verdictOf(analysis, input)
  return [`${name} on ${input.subject}: ${verdict}`, ...blocks].join('\n\n')
}

/** Names a subject can be asked for by. */
export function subjectNames(manifest: Manifest): string[] {
  return [
    'system',
    ...Object.keys(manifest.components),
    ...(manifest.flows ?? []).map((flow) => flow.id ?? `${flow.from} -> ${flow.to}`),
  ]
}

function findSubject(system: System, name: string): MatchSubject | undefined {
  const component = system.componentById.get(name)
  if (component !== undefined) return { type: 'component', component }
  if (name === 'system') return { type: 'system' }
  const flow =
    system.flows.find(({ id }) => id === name) ?? system.flows.find(({ from, to }) => `${from.id} -> ${to.id}` === name)
  return flow === undefined ? undefined : { type: 'flow', flow }
}

function exposureOf(analysis: Analysis, technique: string, subject: string): Exposure | undefined {
  return analysis.exposures.find((exposure) => exposure.technique === technique && exposure.subject.id === subject)
}

function verdictOf(analysis: Analysis, { technique, subject, rules }: WhyInput): string {
  const found = analysis.exposures.find(
    (exposure) =>
      (exposure.technique === technique || exposure.technique.startsWith(`${technique}.`)) &&
      exposure.subject.id === subject,
  )
  if (found !== undefined) return `applies, ${found.status} (${found.severity})`
  return rules.some(({ entry }) => entry.technique === technique || entry.technique.startsWith(`${technique}.`))
    ? 'does not apply'
    : 'no rule judges it'
}

function explainRule(
  rule: Rule,
  subject: MatchSubject,
  name: string,
  facts: SystemFacts,
  analysis: Analysis,
  { catalog }: WhyInput,
): string {
  const { truth, conditions } = traceOf(rule, subject, facts.drawn)
  const { entry } = rule
  const lines = [`rule ${entry.id} (${entry.technique}): ${entry.title}`]
  if (conditions.length === 0) lines.push(`  not about this kind of subject`)
  else lines.push(...conditions.flatMap((condition) => conditionLines(condition, 1)))
  lines.push(`  => ${words[truth]}`)
  const exposure = truth >= ASSUMED ? exposureOf(analysis, entry.technique, name) : undefined
  if (exposure !== undefined) lines.push(...standingLines(exposure, rule, catalog))
  return lines.join('\n')
}

const marks: Readonly<Record<Truth, string>> = {
  [FALSE]: 'no ',
  [ASK]: '?  ',
  [ASSUMED]: 'yes (assumed)',
  [CERTAIN]: 'yes',
}
const words: Readonly<Record<Truth, string>> = {
  [FALSE]: 'does not match: every line of one level must say yes',
  [ASK]: 'not decided: a fact is left out that the rule would have to know',
  [ASSUMED]: 'matches, on a fact that is left out and assumed',
  [CERTAIN]: 'matches',
}

function conditionLines({ label, truth, children }: Trace, depth: number): string[] {
  const line = `${'  '.repeat(depth)}${marks[truth]} ${label}`
  return [line, ...children.flatMap((child) => conditionLines(child, depth + 1))]
}

/** The way, and what each control does about it. */
function standingLines(exposure: Exposure, rule: Rule, catalog: Catalog): string[] {
  const lines = [`  ${exposure.message}`]
  const path = pathIds(exposure)
  if (path.length > 0) lines.push(`  way: ${path.join(' -> ')}${exposure.status === 'mitigated' ? ' (cut)' : ''}`)
  for (const { control, effect, on } of exposure.controls)
    lines.push(`  control ${control} ${effect} on ${on.join(', ')}`)
  if (exposure.controls.length === 0) {
    const answers = acceptedMitigations(rule, catalog)
    lines.push(
      answers.length === 0
        ? `  answered by: a control that covers ${exposure.technique}`
        : `  answered by: ${answers.join(', ')}, or a control that covers ${exposure.technique}`,
    )
  }
  if (exposure.wayAround !== undefined) lines.push(`  ${exposure.wayAround}`)
  for (const { on, field } of exposure.assumptions) lines.push(`  assumed: ${field} of ${on}`)
  const { reasons } = exposure
  lines.push(
    `  severity ${exposure.severity}: ${reasons.overriddenBy === undefined ? `${reasons.maturity}; reached by ${reasons.reach}; ${reasons.stakes.join('; ') || 'little at stake'}` : `set by the ${reasons.overriddenBy}`}`,
  )
  return lines
}
