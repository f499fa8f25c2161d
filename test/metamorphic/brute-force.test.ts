/** What a path rule finds, and what a cut leaves of it, against trying every way on the manifest itself: nothing here asks the program how. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../src/manifest/manifest.ts'
import type { Cuts } from '../../src/rules/run.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { firing, ruleOf } from '../rules/ask.ts'

const kinds = ['web', 'app', 'agent', 'user', 'llm', 'dataset'] as const
const words = ['prompt', 'label', 'document'] as const

interface Drawn {
  readonly from: string
  readonly to: string
  readonly carries: readonly string[]
  readonly returns?: readonly string[]
}

interface Small {
  readonly zones: object
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly flows: readonly Drawn[]
}

/** Six components with what matters to ways: zones, what lets through, what is not known, flows with returns, and other edges. */
const small: fc.Arbitrary<Small> = fc
  .record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 6, maxLength: 6 }),
    zones: fc.array(fc.constantFrom('z0', 'z1', undefined), { minLength: 6, maxLength: 6 }),
    isolated: fc.array(fc.constantFrom(true, true, false, undefined), { minLength: 6, maxLength: 6 }),
    references: fc.array(
      fc.tuple(fc.nat(5), fc.constantFrom('trained-on', 'based-on', 'uses', 'hosted-on'), fc.nat(5)),
      { maxLength: 4 },
    ),
    flows: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(...words), fc.constantFrom(undefined, ...words)), {
      maxLength: 10,
    }),
  })
  .map(({ kinds: chosen, zones, isolated, references, flows }) => {
    const components: Record<string, Record<string, unknown>> = {}
    for (const [index, kind] of chosen.entries())
      components[`c${index}`] = {
        kind,
        ...(zones[index] === undefined ? {} : { zone: zones[index] }),
        ...(isolated[index] === undefined ? {} : { isolated: isolated[index] }),
      }
    // Only to a component further on, so that nothing is hosted on itself.
    for (const [one, key, other] of references)
      if (one < other)
        (components[`c${one}`] as Record<string, unknown>)[key] = key === 'hosted-on' ? `c${other}` : [`c${other}`]
    return {
      zones: { z0: { trust: 'untrusted' }, z1: { trust: 'internal' } },
      components,
      flows: flows
        .filter(([from, to]) => from !== to)
        .map(([from, to, word, back]) => ({
          from: `c${from}`,
          to: `c${to}`,
          carries: [word],
          ...(back === undefined ? {} : { returns: [back] }),
        })),
    }
  })

interface Question {
  readonly direction: 'from' | 'to'
  readonly farKind: string
  readonly carrying: string | undefined
  /** Left out: anything but people. */
  readonly through: boolean
  readonly crossing: boolean
  readonly over: readonly string[] | undefined
  /** What it means that `isolated` is not stated. */
  readonly unknown: 'yes' | 'no' | 'ask'
}

const question: fc.Arbitrary<Question> = fc.record({
  direction: fc.constantFrom('from', 'to'),
  farKind: fc.constantFrom(...kinds),
  carrying: fc.constantFrom(undefined, ...words),
  through: fc.boolean(),
  crossing: fc.boolean(),
  over: fc.constantFrom(undefined, ['flows'], ['trained-on', 'based-on'], ['flows', 'hosted-on', 'uses']),
  unknown: fc.constantFrom('yes', 'no', 'ask'),
})

function ruleFor({ direction, farKind, carrying, through, crossing, over, unknown }: Question) {
  const path = {
    [direction]: { kind: farKind },
    ...(carrying === undefined ? {} : { carrying }),
    ...(through ? { through: { isolated: true } } : {}),
    crossing,
    ...(over === undefined ? {} : { over }),
  }
  const when = { [direction === 'from' ? 'reached-from' : 'reaches']: path }
  const all = [...kinds]
  return ruleOf(
    JSON.stringify({
      subject: { component: { kind: all } },
      when,
      ...(through ? { unknown: { isolated: unknown } } : {}),
    }),
  )
}

interface Step {
  readonly from: string
  readonly to: string
  readonly words: readonly string[]
  readonly kind: string
}

/** Every step that data can take, read off the manifest. */
function stepsOf({ components, flows }: Small): Step[] {
  const steps: Step[] = []
  for (const { from, to, carries, returns = [] } of flows) {
    steps.push({ from, to, words: carries, kind: 'flows' })
    if (returns.length > 0) steps.push({ from: to, to: from, words: returns, kind: 'flows' })
  }
  const moved: Readonly<Record<string, readonly string[]>> = {
    'trained-on': ['training-data'],
    'based-on': ['model'],
    uses: ['package'],
    'hosted-on': [],
  }
  for (const [id, fields] of Object.entries(components))
    for (const [kind, carried] of Object.entries(moved))
      for (const far of [fields[kind] ?? []].flat()) steps.push({ from: String(far), to: id, words: carried, kind })
  return steps
}

const truths = { yes: 2, ask: 1, no: 0 } as const

/** How surely each component is reached: 3 certain, 2 assumed, 1 to be asked; 0 is left out. */
function byTryingEveryWay(system: Small, asked: Question): Record<string, number> {
  const { components } = system
  const over = asked.over ?? ['flows', 'trained-on', 'based-on', 'uses']
  const steps = stepsOf(system).filter(
    ({ kind, words: carried }) =>
      over.includes(kind) && (asked.carrying === undefined || carried.includes(asked.carrying)),
  )
  const zoneOf = (id: string): unknown => components[id]?.zone
  const crosses = ({ from, to }: Step): boolean =>
    zoneOf(from) !== undefined && zoneOf(to) !== undefined && zoneOf(from) !== zoneOf(to)
  const passable = (id: string): number => {
    const { kind, isolated } = components[id] ?? {}
    if (!asked.through) return ['user', 'staff', 'outsider'].includes(String(kind)) ? 0 : 3
    return isolated === undefined ? truths[asked.unknown] : isolated ? 3 : 0
  }
  const [near, far] = asked.direction === 'from' ? (['to', 'from'] as const) : (['from', 'to'] as const)

  /** The surest way from `at` on to the far end `end`, seen from the subject; no state twice. */
  const surest = (at: string, subject: string, end: string, crossed: boolean, seen: readonly string[]): number => {
    let best = 0
    for (const step of steps) {
      if (step[near] !== at) continue
      const next = step[far]
      const over_ = crossed || crosses(step)
      const state = `${next} ${over_}`
      if (next === end) {
        if (over_ || !asked.crossing) best = Math.max(best, 3)
      } else if (next !== subject && !seen.includes(state) && passable(next) > 0)
        best = Math.max(best, Math.min(passable(next), surest(next, subject, end, over_, [...seen, state])))
    }
    return best
  }

  const found: Record<string, number> = {}
  for (const subject of Object.keys(components)) {
    const ends = Object.keys(components).filter((id) => id !== subject && components[id]?.kind === asked.farKind)
    const truth = Math.max(0, ...ends.map((end) => surest(subject, subject, end, false, [])))
    if (truth > 0) found[subject] = truth
  }
  return found
}

/** The system without some components, what leads to them, and some flows. */
function without(system: Small, gone: ReadonlySet<string>, flowsGone: ReadonlySet<number>): Small {
  const components = Object.fromEntries(
    Object.entries(system.components)
      .filter(([id]) => !gone.has(id))
      .map(([id, fields]) => [
        id,
        Object.fromEntries(Object.entries(fields).filter(([, value]) => !gone.has(String([value].flat()[0])))),
      ]),
  )
  const flows = system.flows.filter(({ from, to }, index) => !flowsGone.has(index) && !gone.has(from) && !gone.has(to))
  return { ...system, components, flows }
}

const built = (system: Small) =>
  buildSystem({ atlaslint: 1, system: { name: 'Random' }, ...system } as unknown as Manifest)

describe('the search agrees with trying every way', () => {
  test('on the system as drawn', () => {
    let reached = 0
    fc.assert(
      fc.property(small, question, (system, asked) => {
        const expected = byTryingEveryWay(system, asked)
        reached += Object.keys(expected).length
        expect(firing(ruleFor(asked), built(system))).toEqual(expected)
      }),
      { seed: 3, numRuns: 3000 },
    )
    expect(reached).toBeGreaterThan(800)
  })

  test('with cuts: as on the system from which that is taken out', () => {
    let cut = 0
    const cuts = fc.record({
      components: fc.uniqueArray(fc.nat(5), { maxLength: 2 }),
      flows: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(small, question, cuts, (system, asked, { components, flows }) => {
        const whole = built(system)
        const made: Cuts = {
          components: new Uint8Array(whole.components.length),
          flows: new Uint8Array(whole.flows.length),
        }
        for (const index of components) made.components[index] = 1
        for (const index of flows) if (index < made.flows.length) made.flows[index] = 1
        const rest = without(system, new Set(components.map((index) => `c${index}`)), new Set(flows))
        const expected = byTryingEveryWay(rest, asked)
        if (Object.keys(expected).length < Object.keys(byTryingEveryWay(system, asked)).length) cut++
        const rule = ruleFor(asked)
        expect(firing(rule, whole, made)).toEqual(expected)
        expect(firing(rule, built(rest))).toEqual(expected)
      }),
      { seed: 3, numRuns: 3000 },
    )
    expect(cut).toBeGreaterThan(200)
  })
})
