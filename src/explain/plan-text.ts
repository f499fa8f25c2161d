import type { Exposure } from '../analysis/exposure.ts'
import type { Plan, PlanStep } from '../analysis/plan.ts'
import type { Catalog } from '../atlas/catalog.ts'

/** What a plan is told with. */
export interface PlanTelling {
  readonly system: string
  readonly catalog: Catalog
  /** Steps shown in full; the rest is counted. */
  readonly steps: number
  /** Owner ids that have a contact, for a reader who wants to write. */
  readonly contacts: ReadonlyMap<string, string>
}

/** The fix plan as text: each step with what it closes, who owns the place, and the control to paste. */
export function planText(plan: Plan, telling: PlanTelling): string {
  if (plan.open === 0) return `${telling.system}: nothing is open.`
  const shown = plan.steps.slice(0, telling.steps)
  const closed = plan.steps.reduce((sum, { closes }) => sum + closes.length, 0)
  const head = `${telling.system}: ${planHead(plan.open, plan.steps.length, closed)}`
  const more = plan.steps.length - shown.length
  const rest = more > 0 ? [`${count(more, 'further step')} (--steps ${plan.steps.length} shows all)`] : []
  const left = plan.left.length > 0 ? [`No single control closes these: ${names(plan.left)}`] : []
  const parts = [head, ...shown.map((step, index) => stepText(step, index, telling)), ...rest, ...left]
  return [...parts, ...unplannedText(plan.unplanned)].join('\n\n')
}

/** What the plan would do, in a sentence. */
export function planHead(open: number, steps: number, closed: number): string {
  return `${count(open, 'open exposure')}; ${count(steps, 'control')} would close ${closed} of them (greedy: a shorter plan may exist).`
}

/** What the plan is silent about, in a sentence; nothing where it is not. */
export function unplannedText(unplanned: readonly Pick<Exposure, 'severity'>[]): string[] {
  if (unplanned.length === 0) return []
  return [
    `Not planned for, as the system is too large: ${count(unplanned.length, 'further exposure')} (${bySeverity(unplanned)}). Close the others, and plan again.`,
  ]
}

function stepText(step: PlanStep, index: number, telling: PlanTelling): string {
  const contact = step.owner === undefined ? undefined : telling.contacts.get(step.owner)
  const owner =
    step.owner === undefined ? 'nobody owns it' : `owner ${step.owner}${contact === undefined ? '' : ` (${contact})`}`
  return [
    `${index + 1}. ${nameOf(step, telling.catalog)} on ${step.place} (${owner})`,
    `   closes ${step.closes.length}: ${bySeverity(step.closes)}`,
    ...wrapped(names(step.closes)).map((line) => `     ${line}`),
    ...controlYaml(step).map((line) => `   | ${line}`),
  ].join('\n')
}

function nameOf({ mitigation, covers }: PlanStep, catalog: Catalog): string {
  if (mitigation !== undefined) return `${mitigation} ${catalog.mitigations.get(mitigation)?.name ?? ''}`
  return `a control of your own against ${covers} ${catalog.techniques.get(covers ?? '')?.fullName ?? ''}`
}

/** A control to paste below `controls:`; planned, since it does not stand yet. */
export function controlYaml(step: Pick<PlanStep, 'mitigation' | 'covers' | 'place' | 'owner'>): string[] {
  const answer = step.mitigation === undefined ? `covers: [${step.covers}]` : `implements: [${step.mitigation}]`
  return [
    `${controlId(step)}:`,
    `  ${answer}`,
    `  on: ["${step.place}"]`,
    '  status: planned',
    `  owner: ${step.owner ?? 'TODO'}`,
    '  due: TODO                # YYYY-MM-DD',
  ]
}

function controlId({ mitigation, covers, place }: Pick<PlanStep, 'mitigation' | 'covers' | 'place'>): string {
  const slug = `${mitigation ?? covers}-${place}`
    .toLowerCase()
    .replace(/^aml\./, '')
    .replace(/[^a-z0-9]+/g, '-')
  return slug.slice(0, 64).replace(/-+$/, '')
}

/** `2 critical, 1 low`. */
export function bySeverity(exposures: readonly Pick<Exposure, 'severity'>[]): string {
  const severities = ['critical', 'high', 'medium', 'low'] as const
  return severities
    .map((severity) => ({ severity, found: exposures.filter((exposure) => exposure.severity === severity).length }))
    .filter(({ found }) => found > 0)
    .map(({ severity, found }) => `${found} ${severity}`)
    .join(', ')
}

function names(exposures: readonly Exposure[]): string {
  return exposures.map(({ technique, subject }) => `${technique} on ${subject.id}`).join(', ')
}

const width = 92

function wrapped(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of text.split(', ')) {
    if (line !== '' && line.length + part.length + 2 > width) {
      lines.push(`${line},`)
      line = part
    } else line = line === '' ? part : `${line}, ${part}`
  }
  return [...lines, line]
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
