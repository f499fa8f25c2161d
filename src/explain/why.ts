import { acceptedMitigations, covers, isNamed } from '../analysis/controls.ts'
import type { Exposure } from '../analysis/exposure.ts'
import { pathIds } from '../analysis/exposure-findings.ts'
import { analyse } from '../analysis/exposures.ts'
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
  const { catalog, technique, rules } = input
  const system = buildSystem(input.manifest)
  const subjects = subjectsNamed(system, input.subject)
  if (subjects.length === 0) return undefined
  const analysis = analyse({ system, catalog, rules, now: input.now })
  const asked: Asked = { subjects, facts: systemFacts(system), raised: analysis.raised, catalog }
  const blocks = rules
    .filter(({ entry }) => covers(technique, entry.technique))
    .flatMap((rule) => subjectsFor(rule, subjects).map((subject) => explainRule(rule, subject, asked)))
  const name = `${technique} ${catalog.techniques.get(technique)?.fullName ?? ''}`
  const [only, second] = subjects
  const on = only?.type === 'flow' && second === undefined ? only.flow.id : input.subject
  const verdict = verdictOf(analysis.exposures, subjects, input)
  return [`${name} on ${on}: ${verdict}`, ...blocks].join('\n\n')
}

/** What the blocks of the answer are made from. */
interface Asked {
  readonly subjects: readonly MatchSubject[]
  readonly facts: SystemFacts
  readonly raised: readonly Exposure[]
  readonly catalog: Catalog
}

/** Names a subject can be asked for by. */
export function subjectNames(manifest: Manifest): string[] {
  return [
    'system',
    ...Object.keys(manifest.components),
    ...(manifest.flows ?? []).map((flow) => flow.id ?? `${flow.from} -> ${flow.to}`),
  ]
}

/** Several flows can have one name: that of their ends. A flow with a name of its own is meant by its ends where no other is. */
function subjectsNamed(system: System, name: string): MatchSubject[] {
  const component = system.componentById.get(name)
  if (component !== undefined) return [{ type: 'component', component }]
  if (name === 'system') return [{ type: 'system' }]
  const called = system.flows.filter(({ id }) => id === name)
  const flows = called.length > 0 ? called : system.flows.filter((flow) => isNamed(flow, name))
  return flows.map((flow) => ({ type: 'flow', flow }))
}

/** A rule that is not about flows says so once, however many there are. */
function subjectsFor(rule: Rule, subjects: readonly MatchSubject[]): readonly MatchSubject[] {
  return rule.on === 'flow' ? subjects : subjects.slice(0, 1)
}

function isOn({ subject, flow }: Exposure, asked: MatchSubject): boolean {
  if (asked.type === 'flow') return flow === asked.flow.index
  return subject.type === asked.type && (asked.type === 'system' || subject.id === asked.component.id)
}

/** How the technique itself stands, and the sub-technique that stands worse, where one does. */
function verdictOf(
  exposures: readonly Exposure[],
  subjects: readonly MatchSubject[],
  { technique, rules }: WhyInput,
): string {
  const found = exposures.filter(
    (exposure) => covers(technique, exposure.technique) && subjects.some((subject) => isOn(exposure, subject)),
  )
  const own = found.find((exposure) => exposure.technique === technique)
  const [worst] = found
  if (worst !== undefined && own !== undefined)
    return `applies, ${standingOf(own)}${worst === own ? '' : `; ${worst.technique} ${standingOf(worst)}`}`
  if (worst !== undefined) return `applies as ${worst.technique}, ${standingOf(worst)}`
  return rules.some(({ entry }) => covers(technique, entry.technique)) ? 'does not apply' : 'no rule judges it'
}

function standingOf({ status, severity }: Exposure): string {
  return `${status} (${severity})`
}

function explainRule(rule: Rule, subject: MatchSubject, { subjects, facts, raised, catalog }: Asked): string {
  const { truth, conditions } = traceOf(rule, subject, facts.drawn)
  const { entry } = rule
  const lines = [`rule ${entry.id} (${entry.technique}): ${entry.title}`]
  if (rule.on === 'flow' && subjects.length > 1) lines.push(`  ${whichOf(subjects, subject)}`)
  if (conditions.length === 0) lines.push(`  not about this kind of subject`)
  else lines.push(...conditions.flatMap((condition) => conditionLines(condition, 1)))
  lines.push(`  => ${words[truth]}`)
  const exposure = raised.find((candidate) => candidate.rule === entry.id && isOn(candidate, subject))
  if (exposure !== undefined) lines.push(...standingLines(exposure, rule, catalog))
  return lines.join('\n')
}

/** Tells flows apart that were asked for by one name. */
function whichOf(subjects: readonly MatchSubject[], subject: MatchSubject): string {
  const name = subject.type === 'flow' && subject.flow.entry.id !== undefined ? ` (${subject.flow.id})` : ''
  return `flow ${subjects.indexOf(subject) + 1} of ${subjects.length}${name}:`
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
