import type { Maturity, Technique } from '../atlas/catalog.ts'
import { attackerSide } from '../atlas/tactics.ts'
import { type Severity, severities } from '../finding.ts'
import { callersLeft, influenceLeft, powersLeft } from '../rules/left.ts'
import type { MatchSubject } from '../rules/match.ts'
import type { RuleEntry } from '../rules/rule.ts'
import type { Evidence, Run } from '../rules/run.ts'
import type { Component, DataItem } from '../system/system.ts'
import { gravePowers } from '../system/worth.ts'
import { type Audience, audiences, scales } from '../vocabulary.ts'
import type { SeverityReasons } from './exposure.ts'

/**
 * Severity is a sum of three parts, each 0 to 3 (docs/analysis.md): how proven the technique is, who can reach the
 * subject, and what is at stake. A step that does no harm by itself counts less; so does what is only assumed, or limited.
 */
const maturityPoints: Readonly<Record<Maturity, number>> = { feasible: 0, demonstrated: 1, realized: 2 }
/** A technique that so many published incidents used is one more proven. */
const oftenUsed = 5
const thresholds: readonly { readonly severity: Severity; readonly from: number }[] = [
  { severity: 'critical', from: 8 },
  { severity: 'high', from: 6 },
  { severity: 'medium', from: 4 },
  { severity: 'low', from: Number.NEGATIVE_INFINITY },
]

/** What one more fact that a rule needs is worth in the order: the more it takes to match, the more a match says. */
const factWeight = 0.3

/** Tactics that only lead on to harm. */
const leadingOn: ReadonlySet<string> = new Set(['AML.TA0000', 'AML.TA0007', 'AML.TA0008'])

/** What the severity of one exposure is computed from. */
export interface SeverityInput {
  /** The system as drawn, or what controls leave of it. */
  readonly run: Run
  readonly subject: MatchSubject
  readonly evidence: Evidence
  readonly technique: Technique
  readonly rule: RuleEntry
  /** How many facts the rule needs at the least. */
  readonly factsNeeded: number
  /** What the configuration sets. */
  readonly configured?: Severity | undefined
  readonly assumed: boolean
  /** A control that limits, in force, where it matters. */
  readonly limited: boolean
}

export function severityOf(input: SeverityInput): { severity: Severity; reasons: SeverityReasons } {
  const { technique, rule } = input
  const reach = reachOf(input)
  const stakes = stakesOf(input)
  const worth = Math.min(3, Math.max(0, ...stakes.map(({ points }) => points)))
  const total = provenness(technique) + audiences.indexOf(reach) + worth - deductions(input)
  const computed = thresholds.find(({ from }) => total >= from)?.severity ?? 'low'
  // Within one severity: what published incidents used most, and rules that rest on more facts, come first.
  const score = round(total + 2 * Math.log2(1 + technique.incidents) + factWeight * input.factsNeeded)
  const stakeWords = stakes.filter(({ points }) => points > 0).map(({ words }) => words)
  const reasons = { maturity: technique.maturity, reach, stakes: stakeWords, score }
  if (input.configured !== undefined)
    return { severity: input.configured, reasons: { ...reasons, overriddenBy: 'configuration' } }
  if (rule.severity === undefined) return { severity: computed, reasons }
  return { severity: rule.severity, reasons: { ...reasons, overriddenBy: 'rule' } }
}

function provenness({ maturity, incidents }: Technique): number {
  return maturityPoints[maturity] + (incidents >= oftenUsed ? 1 : 0)
}

function deductions({ technique, assumed, limited }: SeverityInput): number {
  return stepDeduction(technique.tactics) + (assumed ? 1 : 0) + (limited ? 1 : 0)
}

/** A technique counts by the most harmful of its tactics. */
function stepDeduction(tactics: readonly string[]): number {
  if (tactics.every((tactic) => attackerSide.has(tactic))) return 5
  return tactics.every((tactic) => attackerSide.has(tactic) || leadingOn.has(tactic)) ? 2 : 0
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** One severity milder, where there is one. */
export function milder(severity: Severity): Severity {
  return severities[Math.max(0, severities.indexOf(severity) - 1)] as Severity
}

/** The widest audience that the exposure is open to: that of the far end of its path, else whoever can call or feed the subject. */
function reachOf({ subject, evidence, run }: SeverityInput): Audience {
  const source = evidence.paths.find(({ toSubject }) => toSubject)?.moves[0]?.from
  const fed = (component: Component) => influenceLeft(run, component)
  const called = (component: Component) => callersLeft(run, component)
  if (source !== undefined)
    return widestOf([source, ...evidence.feeders].flatMap((each) => [each.writtenBy, fed(each)]))
  if (subject.type === 'component') return widestOf([called(subject.component), fed(subject.component)])
  if (subject.type === 'flow') return widestOf([fed(subject.flow.from), called(subject.flow.to)])
  return widestOf(run.facts.system.components.map(called))
}

function widestOf(list: readonly Audience[]): Audience {
  return audiences[Math.max(0, ...list.map((audience) => audiences.indexOf(audience)))] as Audience
}

interface Stake {
  readonly words: string
  readonly points: number
}

/** Only what the technique harms counts: data for confidentiality, powers and criticality for the rest. */
function stakesOf(input: SeverityInput): Stake[] {
  const { impact } = input.rule
  const touched = componentsTouched(input)
  const stakes: Stake[] = []
  const data = impact.includes('confidentiality') ? dataAtStake(input, touched) : undefined
  if (data !== undefined) stakes.push(data)
  if (impact.some((word) => word !== 'confidentiality')) stakes.push(...stakesBesideData(input, touched))
  if (impact.includes('safety')) stakes.push({ words: 'safety', points: 2 })
  return stakes
}

function stakesBesideData({ run }: SeverityInput, touched: readonly Component[]): Stake[] {
  const criticality = run.facts.system.manifest.system.criticality ?? 'moderate'
  const stake = { words: `criticality ${criticality}`, points: (scales.criticality ?? []).indexOf(criticality) }
  const powers = [...new Set(touched.flatMap((component) => powersLeft(run, component) ?? []))]
    .filter((power) => gravePowers.has(power))
    .sort()
  return powers.length === 0 ? [stake] : [stake, { words: `can ${powers.join(', ')}`, points: 2 }]
}

/** The subject, and where the exposure leads; what lies between is another way's on another day. */
function componentsTouched({ subject, evidence, run }: SeverityInput): Component[] {
  const onward = evidence.paths.filter(({ toSubject }) => !toSubject).flatMap(({ moves }) => moves.at(-1)?.to ?? [])
  if (subject.type === 'component') return [subject.component, ...onward]
  if (subject.type === 'flow') return [subject.flow.from, subject.flow.to, ...onward]
  return [...run.facts.system.components]
}

function dataAtStake({ evidence }: SeverityInput, touched: readonly Component[]): Stake | undefined {
  const items: DataItem[] = [...evidence.data, ...touched.flatMap(({ passes }) => passes)]
  const scale = scales.classification ?? []
  const rank = Math.max(-1, ...items.map(({ entry }) => scale.indexOf(entry.classification ?? '')))
  const personal = items.some(({ entry }) => entry.personal === true)
  if (rank <= 0 && !personal) return undefined
  const points = Math.max(rank, personal ? 2 : 0)
  const words = [rank > 0 ? `${scale[rank]} data` : '', personal ? 'personal data' : '']
    .filter((word) => word !== '')
    .join(', ')
  return { words, points }
}
