import type { ComponentEntry } from '../manifest/manifest.ts'
import { type Audience, kindAncestry } from '../vocabulary.ts'
import type { Component, DataItem, Flow, Move, Zone } from './system.ts'
import { callsTool, reachableTools } from './tools.ts'

/** A component while the system is put together. A class for the facts that are found when they are asked for. */
export class ComponentNode implements Component {
  readonly index: number
  readonly id: string
  readonly kind: string
  readonly kinds: readonly string[]
  readonly entry: ComponentEntry
  readonly zone: Zone | undefined
  readonly owner: string | undefined
  readonly holds: readonly DataItem[]
  readonly hosted: Component[] = []
  readonly flowsOut: Flow[] = []
  readonly flowsIn: Flow[] = []
  readonly movesOut: Move[] = []
  readonly movesIn: Move[] = []
  host: Component | undefined = undefined
  powers: readonly string[] | undefined = undefined
  writtenBy: Audience = 'inside'
  influencedBy: Audience = 'inside'
  callableBy: Audience = 'inside'
  #toolCalls: readonly Flow[] | undefined = undefined
  #tools: readonly Component[] | undefined = undefined
  #passes: readonly DataItem[] | undefined = undefined

  constructor(
    index: number,
    id: string,
    entry: ComponentEntry,
    place: { readonly zone: Zone | undefined; readonly owner: string | undefined },
    holds: readonly DataItem[],
  ) {
    this.index = index
    this.id = id
    this.kind = entry.kind
    this.kinds = kindAncestry.get(entry.kind) ?? [entry.kind]
    this.entry = entry
    this.zone = place.zone
    this.owner = entry.owner ?? place.owner
    this.holds = holds
  }

  get toolCalls(): readonly Flow[] {
    this.#toolCalls ??= this.flowsOut.filter(callsTool)
    return this.#toolCalls
  }

  /** In a chain of n agents the lists together are n²/2 long, and few rules ask: so not before somebody does. */
  get tools(): readonly Component[] {
    this.#tools ??= reachableTools(this)
    return this.#tools
  }

  get passes(): readonly DataItem[] {
    this.#passes ??= dataThrough(this)
    return this.#passes
  }
}

function dataThrough({ holds, flowsIn, flowsOut }: Component): readonly DataItem[] {
  const items = new Set(holds)
  for (const flows of [flowsIn, flowsOut]) {
    for (const { carries, returns } of flows) {
      for (const item of carries.data) items.add(item)
      for (const item of returns.data) items.add(item)
    }
  }
  return [...items]
}
