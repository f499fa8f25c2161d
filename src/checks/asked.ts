import { decisionFor } from '../analysis/decisions.ts'
import type { Question } from '../analysis/exposures.ts'
import type { Component, System } from '../system/system.ts'
import type { CheckInput } from './check.ts'
import { matchSubject } from './decided.ts'

/** A fact that rules needed and did not find: a field of a component, a flow or data that is left out. */
export interface AskedFact {
  readonly on: { readonly type: 'component' | 'flow' | 'data'; readonly id: string }
  /** As the manifest spells it. */
  readonly field: string
  /** Those that cannot be judged without it, sorted. */
  readonly techniques: readonly string[]
}

/** What a rule may ask for by another name than the manifest's. */
const writtenFields: Readonly<Record<string, string>> = { powers: 'can', trust: 'zone', 'data-kind': 'kind' }
const dataFields: ReadonlySet<string> = new Set(['classification', 'personal', 'data-kind', 'lifetime'])

/** Facts asked for, each once with all its techniques, in the order of the questions. A decision settles what it speaks of. */
export function askedFacts({ system, analysis, now }: CheckInput): AskedFact[] {
  const facts = new Map<string, { fact: Fact; techniques: Set<string> }>()
  for (const question of analysis.questions) {
    if (decisionFor(system, question.technique, matchSubject(system, question.subject), now) >= 0) continue
    for (const fact of factsOf(system, question)) {
      const key = `${fact.on.type} ${fact.on.id} ${fact.field}`
      const known = facts.get(key) ?? { fact, techniques: new Set() }
      facts.set(key, known)
      known.techniques.add(question.technique)
    }
  }
  return [...facts.values()].map(({ fact, techniques }) => ({ ...fact, techniques: [...techniques].sort() }))
}

/** Components that leave a field out, but for those of which a rule asks it: `unknown-fact` tells of these. */
export function componentsWithout(input: CheckInput, field: string): Component[] {
  const facts = askedFacts(input).filter(({ on, field: asked }) => on.type === 'component' && asked === field)
  const asked = new Set(facts.map(({ on }) => on.id))
  return input.system.components.filter(({ id, entry }) => entry[field] === undefined && !asked.has(id))
}

type Fact = Omit<AskedFact, 'techniques'>

function factsOf(system: System, question: Question): Fact[] {
  const { on, field } = question
  const written = writtenFields[field] ?? field
  if (field === 'crosses') return homelessEnds(system, question).map(({ id }) => ofComponent(id, 'zone'))
  if (dataFields.has(field)) return [{ on: { type: 'data', id: on }, field: written }]
  const component = system.componentById.get(on)
  if (component === undefined) return [{ on: { type: 'flow', id: on }, field: written }]
  return statersOf(component, field).map(({ id }) => ofComponent(id, written))
}

const ofComponent = (id: string, field: string): Fact => ({ on: { type: 'component', id }, field })

/** Whether data crosses a boundary is a question of the zones at its ends. Data that moves without a flow (`trained-on`, …) has no name: then of all that has to do with the subject. */
function homelessEnds(system: System, { on, subject }: Question): Component[] {
  const flow = system.flows.find(({ id }) => id === on)
  const component = system.componentById.get(subject.id)
  const neighbours = component && [...component.movesIn, ...component.movesOut].flatMap(({ from, to }) => [from, to])
  const ends = flow === undefined ? (neighbours ?? system.components) : [flow.from, flow.to]
  return [...new Set(ends)].filter(({ zone }) => zone === undefined)
}

/** The powers of an agent are those of its tools: where it calls some, they are the ones to state them. */
function statersOf(component: Component, field: string): readonly Component[] {
  const tools = field === 'powers' ? component.tools.filter(({ kind }) => kind === 'tool') : []
  return tools.length === 0 ? [component] : tools
}
