import type { Finding, Place, Severity } from '../finding.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { idsAlong } from '../rules/message.ts'
import type { Rule, RuleEntry } from '../rules/rule.ts'
import type { Exposure } from './exposure.ts'

/** An exposure's finding, and which exposure it is. */
export interface ExposureFinding {
  readonly finding: Finding
  /** Index in the list of exposures. */
  readonly exposure: number
}

/** Exposures that are not settled, as findings, in their order. */
export function exposureFindings(
  exposures: readonly Exposure[],
  rules: readonly Rule[],
  manifest: Manifest,
): ExposureFinding[] {
  const byId = rulesById(rules)
  return exposures.flatMap((exposure, index) => {
    const rule = byId.get(exposure.rule)
    return rule === undefined || isSettled(exposure)
      ? []
      : [{ finding: findingOf(exposure, rule, manifest), exposure: index }]
  })
}

const indexes = new WeakMap<readonly Rule[], ReadonlyMap<string, Rule>>()

/** Rules never change, and a run looks them up for every manifest. */
export function rulesById(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  const known = indexes.get(rules)
  if (known !== undefined) return known
  const index = new Map(rules.map((rule) => [rule.id, rule]))
  indexes.set(rules, index)
  return index
}

type Words = Pick<Finding, 'why' | 'fix'>
const words = new WeakMap<RuleEntry, Required<Words>>()

/** What a rule says of all that it finds, on one line each. */
function wordsOf(rule: RuleEntry): Required<Words> {
  const known = words.get(rule)
  if (known !== undefined) return known
  const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
  const found = { why: onOneLine(rule.why), fix: onOneLine(rule.fix) }
  words.set(rule, found)
  return found
}

/** True when nothing is left to report: mitigated, accepted, or judged not to apply. */
export function isSettled({ status }: Pick<Exposure, 'status'>): boolean {
  return status === 'mitigated' || status === 'accepted' || status === 'not-applicable'
}

/** A promise that is not due yet is reported, and fails nothing; unless the configuration lets nobody lower it. */
export function reportedSeverity({ status, severity, isLocked = false }: Exposure): Severity {
  return status === 'planned' && !isLocked ? 'low' : severity
}

function findingOf(exposure: Exposure, { entry: rule }: Rule, manifest: Manifest): Finding {
  return {
    rule: exposure.rule,
    kind: 'exposure',
    technique: exposure.technique,
    severity: reportedSeverity(exposure),
    subject: exposure.subject,
    message: [exposure.message, standing(exposure, manifest)].filter((sentence) => sentence !== '').join(' '),
    ...wordsOf(rule),
    place: placeOfExposure(exposure),
    related: relatedPlaces(exposure),
    ...(exposure.path.length === 0 ? {} : { path: pathIds(exposure) }),
  }
}

/** Component ids along the way, source first. */
export function pathIds({ path }: Exposure): string[] {
  return idsAlong(path)
}

/** What controls do about it, in a sentence. */
function standing(exposure: Exposure, manifest: Manifest): string {
  switch (exposure.status) {
    case 'partly-mitigated':
      return wayLeft(exposure)
    case 'detected':
      return `${namesOf(exposure, 'detects')} would notice it and does not stop it.`
    case 'planned':
      return plannedText(exposure, manifest)
    default:
      return ''
  }
}

/** The way around, without telling a way again that the message told already. */
function wayLeft(exposure: Exposure): string {
  const way = pathIds(exposure).join(' -> ')
  if (exposure.wayAround === undefined) return ''
  if (way === '' || !exposure.message.includes(way)) return `${exposure.wayAround}.`
  return `${exposure.wayAround.replace(way, () => 'This way')}.`
}

function namesOf({ controls }: Exposure, effect: string): string {
  return controls
    .filter((control) => control.effect === effect)
    .map(({ control }) => control)
    .join(', ')
}

function plannedText(exposure: Exposure, manifest: Manifest): string {
  const decision = exposure.decision === undefined ? undefined : manifest.decisions?.[exposure.decision]
  if (decision !== undefined) return `${decision.owner ?? 'Nobody'} has promised to mitigate it by ${decision.due}.`
  const promises = exposure.controls
    .filter(({ effect }) => effect === 'planned')
    .map(({ control }) => {
      const entry = manifest.controls?.[control]
      return `${control} is planned${entry?.owner === undefined ? '' : ` by ${entry.owner}`} for ${entry?.due}`
    })
  return `${promises.join('; ')}.`
}

/** Where the subject of an exposure stands in the manifest. */
export function placeOfExposure({ subject, flow }: Pick<Exposure, 'subject' | 'flow'>): Place {
  if (flow !== undefined) return { path: ['flows', flow] }
  return subject.type === 'component' ? placeOfComponent(subject.id) : { path: ['system'], part: 'key' }
}

function placeOfComponent(id: string): Place {
  return { path: ['components', id], part: 'key' }
}

/** The far end of the way, and the controls that it goes around. */
function relatedPlaces(exposure: Exposure): { place: Place; note: string }[] {
  const ids = pathIds(exposure)
  const far = ids[0] === exposure.subject.id ? ids.at(-1) : ids[0]
  const ends =
    far === undefined || far === exposure.subject.id
      ? []
      : [
          {
            place: placeOfComponent(far),
            note: ids[0] === far ? 'it begins here' : 'it leads here',
          },
        ]
  const controls = exposure.controls
    .filter(({ effect }) => effect !== 'limits')
    .map(({ control, on }) => ({
      place: { path: ['controls', control], part: 'key' } as const,
      note: `stands on ${on.join(', ')}`,
    }))
  return [...ends, ...controls]
}
