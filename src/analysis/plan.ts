import type { Severity } from '../finding.ts'
import { askRule, type MatchSubject, matchRule, supportOf } from '../rules/match.ts'
import { subjectName } from '../rules/message.ts'
import type { Rule } from '../rules/rule.ts'
import { type Cuts, cutRun, type SystemFacts, systemFacts } from '../rules/run.ts'
import type { WholeSupport } from '../rules/support.ts'
import { ASSUMED } from '../rules/truth.ts'
import type { System } from '../system/system.ts'
import { acceptedMitigations, cutsOf, effectOf, type PlacedControl, placeControls } from './controls.ts'
import type { Exposure } from './exposure.ts'
import type { AnalysisInput } from './exposures.ts'
import { natureOf } from './nature.ts'

/** A control to add: a mitigation (or the technique that it would have to cover) at one place. */
export interface PlanStep {
  /** ATLAS mitigation; undefined where ATLAS has none that cuts, and the control has to cover the technique. */
  readonly mitigation: string | undefined
  readonly covers: string | undefined
  /** Component id, or flow. */
  readonly place: string
  readonly owner: string | undefined
  /** Exposures that are closed once this step and those before it stand. */
  readonly closes: readonly Exposure[]
  /** Sum of the weights of what it closes. */
  readonly weight: number
}

export interface Plan {
  readonly steps: readonly PlanStep[]
  /** Open exposures that no single control closes. */
  readonly left: readonly Exposure[]
  /** Open exposures before the first step. */
  readonly open: number
}

/** What closing an exposure is worth. */
export const weights: Readonly<Record<Severity, number>> = { critical: 8, high: 4, medium: 2, low: 1 }

/** One rule's match on one subject: an exposure is closed when every rule that raises it is. */
interface Claim {
  readonly exposure: Exposure
  readonly key: string
}

/** A (mitigation, place) pair, and the claims that it closes by itself. */
interface Candidate {
  readonly mitigation: string | undefined
  readonly covers: string | undefined
  readonly place: PlaceIndex
  readonly closes: Set<string>
}

type PlaceIndex = { readonly type: 'component' | 'flow'; readonly index: number }

/**
 * The fewest controls that close the most, weighed by severity. Greedy: each step is the pair that closes most of what is
 * left, and steps that later ones make superfluous are taken out again; no guarantee that no shorter plan exists.
 */
export function fixPlan(input: AnalysisInput, exposures: readonly Exposure[]): Plan {
  const open = exposures.filter(
    ({ status }) => status === 'open' || status === 'partly-mitigated' || status === 'detected',
  )
  const claims: Claim[] = []
  const candidates = new Map<string, Candidate>()
  const openAt = new Map(open.map((exposure) => [targetKey(exposure.technique, exposure.subject), exposure]))
  const facts = systemFacts(input.system)
  const controls = placeControls(input.system)
  for (const rule of input.rules) {
    collect(rule, input, facts, controls, openAt, claims, candidates)
  }
  const chosen = withoutSuperfluous(choose(claims, candidates), claims)
  const steps = describeSteps(chosen, claims, input.system)
  const closed = new Set(steps.flatMap(({ closes }) => closes))
  return { steps, left: open.filter((exposure) => !closed.has(exposure)), open: open.length }
}

function collect(
  rule: Rule,
  input: AnalysisInput,
  facts: SystemFacts,
  controls: readonly PlacedControl[],
  open: ReadonlyMap<string, Exposure>,
  claims: Claim[],
  candidates: Map<string, Candidate>,
): void {
  for (const [nature, subjects] of byNature(
    matchRule(rule, facts)
      .filter(({ truth }) => truth >= ASSUMED)
      .map(({ subject }) => subject),
  )) {
    const standing = cutsOf(
      input.system,
      controls.filter(({ entry }) => effectOf(entry, rule, nature, input.catalog, input.now) === 'cuts'),
    )
    const run = cutRun(facts, standing)
    const still = subjects.filter((subject) => askRule(rule, subject, run) >= ASSUMED)
    const own = still.flatMap((subject) => claimOf(rule, subject, open) ?? [])
    if (own.length === 0) continue
    claims.push(...own.map(({ claim }) => claim))
    const answers = answersOf(rule, nature, input)
    const supports = new Map(still.map((subject) => [subject, supportOf(rule, subject, run)]))
    for (const place of placesOf([...supports.values()], input.system)) {
      const closing = cutRun(facts, plusPlace(standing, place))
      // What takes no part in a match cannot end it.
      const closed = own
        .filter(({ subject }) => takesPart(place, supports.get(subject)) && askRule(rule, subject, closing) < ASSUMED)
        .map(({ claim }) => claim.key)
      if (closed.length > 0) for (const answer of answers) addCandidate(candidates, answer, place, closed)
    }
  }
}

function byNature(subjects: readonly MatchSubject[]): Map<ReturnType<typeof natureOf>, MatchSubject[]> {
  const groups = new Map<ReturnType<typeof natureOf>, MatchSubject[]>()
  for (const subject of subjects) {
    const nature = natureOf(subject)
    groups.set(nature, [...(groups.get(nature) ?? []), subject])
  }
  return groups
}

function claimOf(
  rule: Rule,
  subject: MatchSubject,
  open: ReadonlyMap<string, Exposure>,
): { claim: Claim; subject: MatchSubject }[] | undefined {
  const id = subject.type === 'system' ? 'system' : subjectName(subject)
  const exposure = open.get(targetKey(rule.entry.technique, { type: subject.type, id }))
  return exposure && [{ claim: { exposure, key: `${rule.entry.id} ${subject.type} ${id}` }, subject }]
}

function targetKey(technique: string, { type, id }: Exposure['subject']): string {
  return `${technique} ${type} ${id}`
}

function takesPart({ type, index }: PlaceIndex, support: WholeSupport | undefined): boolean {
  return (type === 'component' ? support?.components : support?.flows)?.has(index) === true
}

/** The mitigations that would cut; where ATLAS has none that does, covering the technique. */
function answersOf(
  rule: Rule,
  nature: ReturnType<typeof natureOf>,
  { catalog, now }: AnalysisInput,
): { mitigation?: string; covers?: string }[] {
  const cutting = acceptedMitigations(rule, catalog).filter(
    (id) => effectOf({ implements: [id], on: ['*'], status: 'implemented' }, rule, nature, catalog, now) === 'cuts',
  )
  return cutting.length > 0 ? cutting.map((mitigation) => ({ mitigation })) : [{ covers: rule.entry.technique }]
}

/** Where a control could stand: what takes part in the matches, but no people or things outside. */
function placesOf(supports: readonly WholeSupport[], system: System): PlaceIndex[] {
  const components = new Set(supports.flatMap((support) => [...support.components]))
  const flows = new Set(supports.flatMap((support) => [...support.flows]))
  return [
    ...[...components]
      .filter((index) => system.components[index]?.kinds.includes('actor') === false)
      .sort(ascending)
      .map((index) => ({ type: 'component', index }) as const),
    ...[...flows].sort(ascending).map((index) => ({ type: 'flow', index }) as const),
  ]
}

function ascending(one: number, other: number): number {
  return one - other
}

function plusPlace(cuts: Cuts, place: PlaceIndex): Cuts {
  const copy = { components: cuts.components.slice(), flows: cuts.flows.slice() }
  if (place.type === 'component') copy.components[place.index] = 1
  else copy.flows[place.index] = 1
  return copy
}

function addCandidate(
  candidates: Map<string, Candidate>,
  answer: { mitigation?: string; covers?: string },
  place: PlaceIndex,
  closed: readonly string[],
): void {
  const key = `${answer.mitigation ?? answer.covers} ${place.type} ${place.index}`
  let candidate = candidates.get(key)
  if (candidate === undefined) {
    candidate = { mitigation: answer.mitigation, covers: answer.covers, place, closes: new Set() }
    candidates.set(key, candidate)
  }
  for (const claim of closed) candidate.closes.add(claim)
}

function choose(claims: readonly Claim[], candidates: ReadonlyMap<string, Candidate>): Candidate[] {
  const chosen: Candidate[] = []
  const pending = new Pending(claims)
  const remaining = new Set([...candidates].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each))
  for (;;) {
    const best = bestCandidate(remaining, pending)
    if (best === undefined) return chosen
    chosen.push(best)
    remaining.delete(best)
    pending.close(best)
  }
}

function bestCandidate(candidates: Iterable<Candidate>, pending: Pending): Candidate | undefined {
  let best: { candidate: Candidate; gain: number } | undefined
  for (const candidate of candidates) {
    const gain = pending.gainOf(candidate)
    if (gain > 0 && (best === undefined || gain > best.gain)) best = { candidate, gain }
  }
  return best?.candidate
}

/** The claims that are not closed yet, and how many of them hold each exposure open. */
class Pending {
  readonly #exposures: Map<string, Exposure>
  readonly #open = new Map<Exposure, number>()

  constructor(claims: readonly Claim[]) {
    this.#exposures = new Map(claims.map(({ key, exposure }) => [key, exposure]))
    for (const exposure of this.#exposures.values()) this.#open.set(exposure, (this.#open.get(exposure) ?? 0) + 1)
  }

  /** Weight of the exposures it closes for good; a claim of an exposure that others hold open counts a little. */
  gainOf(candidate: Candidate): number {
    const closed = new Map<Exposure, number>()
    for (const key of candidate.closes) {
      const exposure = this.#exposures.get(key)
      if (exposure !== undefined) closed.set(exposure, (closed.get(exposure) ?? 0) + 1)
    }
    let gain = 0
    for (const [exposure, count] of closed)
      gain += count === this.#open.get(exposure) ? weights[exposure.severity] : 0.01 * weights[exposure.severity]
    // An ATLAS mitigation is better known, and easier to check, than a control of one's own.
    return candidate.mitigation === undefined ? gain * 0.999 : gain
  }

  close({ closes }: Candidate): void {
    for (const key of closes) {
      const exposure = this.#exposures.get(key)
      if (exposure === undefined) continue
      this.#exposures.delete(key)
      this.#open.set(exposure, (this.#open.get(exposure) ?? 0) - 1)
    }
  }
}

/** Takes out steps whose claims the others close as well, last ones first. */
function withoutSuperfluous(chosen: readonly Candidate[], claims: readonly Claim[]): Candidate[] {
  const kept = [...chosen]
  for (const candidate of [...chosen].reverse()) {
    const others = kept.filter((other) => other !== candidate)
    const covered = (key: string): boolean => others.some((other) => other.closes.has(key))
    if (claims.every(({ key }) => !candidate.closes.has(key) || covered(key))) kept.splice(kept.indexOf(candidate), 1)
  }
  return kept
}

function describeSteps(chosen: readonly Candidate[], claims: readonly Claim[], system: System): PlanStep[] {
  const pending = new Set(claims.map(({ key }) => key))
  const done = new Set<Exposure>()
  return chosen.map((candidate) => {
    for (const key of candidate.closes) pending.delete(key)
    const open = new Set(claims.filter(({ key }) => pending.has(key)).map(({ exposure }) => exposure))
    const closes = [...new Set(claims.map(({ exposure }) => exposure))].filter(
      (exposure) => !open.has(exposure) && !done.has(exposure),
    )
    for (const exposure of closes) done.add(exposure)
    const { mitigation, covers, place } = candidate
    const weight = closes.reduce((sum, { severity }) => sum + weights[severity], 0)
    return { mitigation, covers, ...named(place, system), closes, weight }
  })
}

function named(place: PlaceIndex, system: System): { place: string; owner: string | undefined } {
  if (place.type === 'component') {
    const component = system.components[place.index]
    return { place: component?.id ?? '', owner: component?.owner ?? system.manifest.system.owner }
  }
  const flow = system.flows[place.index]
  return { place: flow?.id ?? '', owner: flow?.to.owner ?? flow?.from.owner ?? system.manifest.system.owner }
}
