import type { Catalog, Mitigation } from '../atlas/catalog.ts'
import type { ControlEntry, EvidenceEntry } from '../manifest/manifest.ts'
import type { Rule } from '../rules/rule.ts'
import type { Cuts } from '../rules/run.ts'
import type { Place } from '../rules/ways.ts'
import type { Flow, System } from '../system/system.ts'

/** A control, resolved to the components and flows it stands on. */
export interface PlacedControl {
  readonly id: string
  readonly entry: ControlEntry
  /** By place as written: component and flow indexes. */
  readonly places: readonly WrittenPlace[]
}

/** A place under the name that the manifest gives it. */
export interface WrittenPlace extends Place {
  readonly written: string
}

/** Resolves `on` of every control: component, flow id, `a -> b`, zone (with zones inside it), `*`. */
export function placeControls(system: System): PlacedControl[] {
  return Object.entries(system.manifest.controls ?? {}).map(([id, entry]) => ({
    id,
    entry,
    places: entry.on.map((written) => resolvePlace(system, written)),
  }))
}

function resolvePlace(system: System, written: string): WrittenPlace {
  const component = system.componentById.get(written)
  if (component !== undefined) return { written, components: [component.index], flows: [] }
  if (written === '*')
    return {
      written,
      components: system.components.map(({ index }) => index),
      flows: system.flows.map(({ index }) => index),
    }
  if (system.zones.has(written)) {
    const inside = system.components.filter(({ zone }) => zone?.enclosing.includes(written))
    return { written, components: inside.map(({ index }) => index), flows: [] }
  }
  const flows = system.flows.filter((flow) => isNamed(flow, written))
  return { written, components: [], flows: flows.map(({ index }) => index) }
}

/** A flow is named by its own id, or by its ends: `a -> b`. */
export function isNamed(flow: Flow, name: string): boolean {
  return flow.id === name || `${flow.from.id} -> ${flow.to.id}` === name
}

/** True when the control works against the technique today: implemented or verified, and no newest evidence says `fail`. */
export function inForce(control: ControlEntry, technique: string): boolean {
  if (control.status !== 'implemented' && control.status !== 'verified') return false
  return newestEvidence(control, technique)?.result !== 'fail'
}

/**
 * The newest evidence that speaks of the technique: of all techniques, of this one, or of its parent. Undated evidence counts as oldest;
 * of one day, a failure counts, wherever it stands in the list.
 */
export function newestEvidence(control: ControlEntry, technique: string): EvidenceEntry | undefined {
  let newest: EvidenceEntry | undefined
  for (const evidence of control.evidence ?? []) {
    const speaksOf = evidence.technique === undefined || covers(evidence.technique, technique)
    if (speaksOf && (newest === undefined || replaces(evidence, newest))) newest = evidence
  }
  return newest
}

function replaces({ date = '' }: EvidenceEntry, newest: EvidenceEntry): boolean {
  return date === (newest.date ?? '') ? newest.result !== 'fail' : date > (newest.date ?? '')
}

/** A technique stands for itself and its sub-techniques. */
export function covers(written: string, technique: string): boolean {
  return technique === written || technique.startsWith(`${written}.`)
}

/** What kind of model an exposure is about: a mitigation made for the other kind does not answer it. */
export type Nature = 'predictive' | 'generative' | 'any'

/** What a control does about a rule's technique on subjects of one nature; undefined when it does not answer it. */
export type Effect = 'cuts' | 'limits' | 'detects' | 'planned'

/**
 * How a control answers a rule: by a mitigation that the rule accepts, or by covering the technique. `planned` stands for
 * a cut that a planned control will make, up to and including its due date; without one it promises nothing.
 */
export function effectOf(
  control: ControlEntry,
  rule: Rule,
  nature: Nature,
  catalog: Catalog,
  now: string,
): Effect | undefined {
  const { technique } = rule.entry
  const action = bestAction(control, rule, nature, catalog)
  if (action === undefined) return undefined
  if (inForce(control, technique)) return action
  const promised = control.status === 'planned' && control.due !== undefined && control.due >= now
  return promised && action === 'cuts' ? 'planned' : undefined
}

/** What it does about the rule's technique where it works, whether or not it does. */
export function bestAction(
  control: ControlEntry,
  rule: Rule,
  nature: Nature,
  catalog: Catalog,
): Exclude<Effect, 'planned'> | undefined {
  if (control.covers?.some((written) => covers(written, rule.entry.technique))) return 'cuts'
  const accepted = acceptedMitigations(rule, catalog)
  const actions = (control.implements ?? [])
    .filter((id) => accepted.includes(id))
    .map((id) => actionOf(catalog.mitigations.get(id), rule, nature))
  return (['cuts', 'limits', 'detects'] as const).find((action) => actions.includes(action))
}

/** The mitigations that answer a rule: those it names, else those that ATLAS links. */
export function acceptedMitigations(rule: Rule, catalog: Catalog): readonly string[] {
  return rule.entry['answered-by'] ?? catalog.techniques.get(rule.entry.technique)?.mitigations ?? []
}

function actionOf(
  mitigation: Mitigation | undefined,
  rule: Rule,
  nature: Nature,
): Exclude<Effect, 'planned'> | undefined {
  if (mitigation === undefined) return undefined
  if (nature !== 'any' && mitigation.defends !== 'any' && mitigation.defends !== nature) return undefined
  switch (mitigation.class) {
    case 'prevents':
      return 'cuts'
    case 'limits':
      return rule.entry['limits-suffice'] === true ? 'cuts' : 'limits'
    case 'detects':
      return 'detects'
    case 'governs':
      return undefined
  }
}

/** The places of some controls as cuts. */
export function cutsOf(system: System, controls: Iterable<PlacedControl>): Cuts {
  const cuts = { components: new Uint8Array(system.components.length), flows: new Uint8Array(system.flows.length) }
  for (const { places } of controls) {
    for (const place of places) {
      for (const index of place.components) cuts.components[index] = 1
      for (const index of place.flows) cuts.flows[index] = 1
    }
  }
  return cuts
}
