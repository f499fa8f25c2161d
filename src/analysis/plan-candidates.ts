/** What controls could be added, and what each of them would close by itself. */

import { askRule, type MatchSubject, matchRule, supportOf } from '../rules/match.ts'
import { subjectName } from '../rules/message.ts'
import type { Rule } from '../rules/rule.ts'
import { type Cuts, cutRun, type Run, type SystemFacts, systemFacts } from '../rules/run.ts'
import { ASSUMED } from '../rules/truth.ts'
import type { Component, System } from '../system/system.ts'
import { acceptedMitigations, cutsOf, effectOf, type Nature, placeControls } from './controls.ts'
import type { Exposure } from './exposure.ts'
import type { AnalysisInput } from './exposures.ts'
import { natureOf } from './nature.ts'
import { weights } from './weights.ts'

/** One rule's match on one subject: an exposure is closed when every rule that raises it is. */
export interface Claim {
  readonly exposure: Exposure
  /** Its position among all. */
  readonly index: number
}

/** A mitigation (or the technique that it would have to cover) at one place, and the claims that it closes by itself. */
export interface Candidate {
  readonly mitigation: string | undefined
  readonly covers: string | undefined
  readonly place: PlaceIndex
  readonly closes: readonly Claim[]
}

export interface PlaceIndex {
  readonly type: 'component' | 'flow'
  readonly index: number
}

type Answer = Pick<Candidate, 'mitigation' | 'covers'>

/** A claim on a system in which some controls stand already. */
interface Held {
  readonly claim: Claim
  readonly rule: Rule
  readonly subject: MatchSubject
  readonly answers: readonly Answer[]
  readonly ground: Ground
}

/** A system in which some controls stand. What one rule has found out there serves the others. */
interface Ground {
  readonly standing: Cuts
  readonly run: Run
  /** By number of a place (components, then flows): the claims that it takes part in. */
  readonly takingPart: Held[][]
}

export interface Candidates {
  readonly claims: readonly Claim[]
  /** In an order that does not depend on that of the manifest. */
  readonly candidates: readonly Candidate[]
  /** What there was no room for: no candidate was looked for. */
  readonly unplanned: readonly Exposure[]
}

/**
 * How much is looked at, counted in components and moves that a question may go over: some of them a microsecond, so that no plan takes
 * longer than a second. Some three hundred components stay below it, unless most of them can call each other.
 */
const mostSteps = 2_500_000
/** What a question costs beside. */
const stepsOfQuestion = 8

/** Every control that would close something of what is open; where that is too much to look at, of the worst of it. */
export function candidatesFor(input: AnalysisInput, open: readonly Exposure[]): Candidates {
  const { system } = input
  const facts = systemFacts(system)
  const held = heldOpen(input, open, facts)
  const byExposure = new Map<Exposure, Held[]>()
  for (const each of held) {
    const known = byExposure.get(each.claim.exposure)
    if (known === undefined) byExposure.set(each.claim.exposure, [each])
    else known.push(each)
  }
  const stepsOfRun = system.components.length + system.moves.length
  const unplanned: Exposure[] = []
  let room = mostSteps
  for (const [exposure, own] of worstFirst(byExposure)) {
    const asked = room > 0 ? own.map((each) => ({ held: each, places: placesOf(each, system) })) : []
    const taken = [asked, asked.map((each) => withoutDetours(each, system))].find(
      (some) => some.length > 0 && stepsOf(some, stepsOfRun) <= room,
    )
    room = taken === undefined ? 0 : room - stepsOf(taken, stepsOfRun)
    if (taken === undefined) unplanned.push(exposure)
    else for (const { held, places } of taken) for (const place of places) held.ground.takingPart[place]?.push(held)
  }
  const grounds = new Set(held.map(({ ground }) => ground))
  return { claims: held.map(({ claim }) => claim), candidates: candidatesOn(grounds, facts), unplanned }
}

function worstFirst<Value>(byExposure: ReadonlyMap<Exposure, Value>): [Exposure, Value][] {
  return [...byExposure].sort(([one], [other]) => weights[other.severity] - weights[one.severity])
}

/** What holds the exposures open, rule by rule. */
function heldOpen(input: AnalysisInput, open: readonly Exposure[], facts: SystemFacts): Held[] {
  const { system, catalog, now } = input
  const openAt = new Map(open.map((exposure) => [targetKey(exposure.technique, exposure.subject), exposure]))
  const controls = placeControls(system)
  const grounds = new Map<string, Ground>()
  const held: Held[] = []
  for (const rule of input.rules) {
    for (const [nature, subjects] of byNature(rule, facts)) {
      const cutting = controls.filter(({ entry }) => effectOf(entry, rule, nature, catalog, now) === 'cuts')
      const key = cutting.map(({ id }) => id).join('\n')
      const ground = grounds.get(key) ?? groundOf(cutsOf(system, cutting), facts)
      grounds.set(key, ground)
      const answers = answersOf(rule, nature, input)
      for (const subject of subjects) {
        const exposure = openAt.get(targetKey(rule.entry.technique, { type: subject.type, id: idOf(subject) }))
        if (exposure === undefined || askRule(rule, subject, ground.run) < ASSUMED) continue
        held.push({ claim: { exposure, index: held.length }, rule, subject, answers, ground })
      }
    }
  }
  return held
}

function groundOf(standing: Cuts, facts: SystemFacts): Ground {
  const { components, flows } = facts.system
  const takingPart = Array.from({ length: components.length + flows.length }, (): Held[] => [])
  return { standing, run: cutRun(facts, standing), takingPart }
}

/** Numbers of the places that take part in a claim: no other can end it. People and things outside take no controls. */
function placesOf({ rule, subject, ground }: Held, { components }: System): number[] {
  const support = supportOf(rule, subject, ground.run)
  return [
    ...[...support.components].filter((index) => components[index]?.kinds.includes('actor') === false),
    ...[...support.flows].map((index) => components.length + index),
  ]
}

interface Asked {
  readonly held: Held
  readonly places: readonly number[]
}

/** What a control on a flow ends, one on what stands at its end does, too: where there are very many flows, those are enough. */
function withoutDetours({ held, places }: Asked, { components, flows }: System): Asked {
  const isActor = ({ kinds }: Component) => kinds.includes('actor')
  const isNeeded = (place: number): boolean => {
    const flow = flows[place - components.length]
    return flow === undefined || (isActor(flow.from) && isActor(flow.to))
  }
  return { held, places: places.filter(isNeeded) }
}

/** What it costs to ask all at their places; for the first that is asked at one, the system is searched without it. */
function stepsOf(asked: readonly Asked[], stepsOfRun: number): number {
  let steps = 0
  for (const { held, places } of asked)
    for (const place of places)
      steps += stepsOfQuestion + (held.ground.takingPart[place]?.length === 0 ? stepsOfRun : 0)
  return steps
}

function candidatesOn(grounds: Iterable<Ground>, facts: SystemFacts): Candidate[] {
  const { components } = facts.system
  const found = new Map<string, Growing>()
  for (const { standing, takingPart } of grounds) {
    for (const [number, list] of takingPart.entries()) {
      if (list.length === 0) continue
      const place: PlaceIndex =
        number < components.length
          ? { type: 'component', index: number }
          : { type: 'flow', index: number - components.length }
      const closing = cutRun(facts, plusPlace(standing, place))
      for (const { claim, rule, subject, answers } of list)
        if (askRule(rule, subject, closing) < ASSUMED)
          for (const answer of answers) candidateAt(found, answer, place).closes.push(claim)
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, candidate]) => candidate)
}

function byNature(rule: Rule, facts: SystemFacts): Map<Nature, MatchSubject[]> {
  const groups = new Map<Nature, MatchSubject[]>()
  for (const { subject, truth } of matchRule(rule, facts)) {
    if (truth < ASSUMED) continue
    const nature = natureOf(subject)
    const group = groups.get(nature)
    if (group === undefined) groups.set(nature, [subject])
    else group.push(subject)
  }
  return groups
}

function idOf(subject: MatchSubject): string {
  return subject.type === 'system' ? 'system' : subjectName(subject)
}

function targetKey(technique: string, { type, id }: Exposure['subject']): string {
  return `${technique} ${type} ${id}`
}

/** The mitigations that would cut; where ATLAS has none that does, covering the technique. */
function answersOf(rule: Rule, nature: Nature, { catalog, now }: AnalysisInput): Answer[] {
  const cutting = acceptedMitigations(rule, catalog).filter(
    (id) => effectOf({ implements: [id], on: ['*'], status: 'implemented' }, rule, nature, catalog, now) === 'cuts',
  )
  if (cutting.length === 0) return [{ mitigation: undefined, covers: rule.entry.technique }]
  return cutting.map((mitigation) => ({ mitigation, covers: undefined }))
}

function plusPlace(cuts: Cuts, { type, index }: PlaceIndex): Cuts {
  const copy = { components: cuts.components.slice(), flows: cuts.flows.slice() }
  if (type === 'component') copy.components[index] = 1
  else copy.flows[index] = 1
  return copy
}

type Growing = Candidate & { readonly closes: Claim[] }

function candidateAt(found: Map<string, Growing>, answer: Answer, place: PlaceIndex): Growing {
  const key = `${answer.mitigation ?? answer.covers} ${place.type} ${place.index}`
  let candidate = found.get(key)
  if (candidate === undefined) {
    candidate = { ...answer, place, closes: [] }
    found.set(key, candidate)
  }
  return candidate
}
