import type { ComponentEntry, DataEntry, FlowEntry, Manifest, ZoneEntry } from '../manifest/manifest.ts'
import type { Audience, PayloadWord } from '../vocabulary.ts'

/** The system as a graph: what the manifest says, with what follows from it. Everything is indexed by small integers. */
export interface System {
  readonly manifest: Manifest
  readonly components: readonly Component[]
  readonly componentById: ReadonlyMap<string, Component>
  readonly flows: readonly Flow[]
  /** Data movements: each flow forward, once more backward where it returns something, and the structural edges. */
  readonly moves: readonly Move[]
  readonly zones: ReadonlyMap<string, Zone>
  readonly data: ReadonlyMap<string, DataItem>
}

export interface Zone {
  readonly id: string
  readonly entry: ZoneEntry
  /** This zone and those it lies in, innermost first. */
  readonly enclosing: readonly string[]
}

export interface DataItem {
  readonly index: number
  readonly id: string
  readonly entry: DataEntry
}

export interface Component {
  readonly index: number
  readonly id: string
  readonly kind: string
  /** The kinds a rule may ask for that match it: itself and its parent. */
  readonly kinds: readonly string[]
  readonly entry: ComponentEntry
  readonly zone: Zone | undefined
  /** Stated, or inherited from the zone or a zone around it. */
  readonly owner: string | undefined
  readonly holds: readonly DataItem[]
  /** Data it holds, or that a flow takes in or out of it; found when asked for. */
  readonly passes: readonly DataItem[]
  readonly host: Component | undefined
  readonly hosted: readonly Component[]
  /** Flows as drawn by which it calls a tool, a skill or an agent. */
  readonly toolCalls: readonly Flow[]
  /** What it calls that is a tool, a skill or an agent, any number of calls deep, nearest first; found when asked for. */
  readonly tools: readonly Component[]
  /** Its own `can` and that of `tools`; undefined when neither it nor any of them states it. */
  readonly powers: readonly string[] | undefined
  /** Widest audience that can put content there directly. */
  readonly writtenBy: Audience
  /** Widest audience whose content gets there, directly or through the flows that feed it. */
  readonly influencedBy: Audience
  /** Widest audience that can send it requests. */
  readonly callableBy: Audience
  /** Flows as drawn. */
  readonly flowsOut: readonly Flow[]
  readonly flowsIn: readonly Flow[]
  readonly movesOut: readonly Move[]
  readonly movesIn: readonly Move[]
}

export interface Flow {
  /** In `System.flows`. */
  readonly index: number
  /** Its own id, or `from -> to`. */
  readonly id: string
  readonly entry: FlowEntry
  readonly from: Component
  readonly to: Component
  readonly carries: Payload
  readonly returns: Payload
  /** Undefined when one end has no zone. */
  readonly crosses: boolean | undefined
}

/** What moves: payload words (those written and those implied by data), and data. */
export interface Payload {
  readonly words: readonly PayloadWord[]
  readonly data: readonly DataItem[]
}

export type MoveKind = 'flow' | 'trained-on' | 'based-on' | 'uses' | 'hosted-on'

/** One step that data can take. `returns` of a flow are a move from the flow's `to` to its `from`. */
export interface Move {
  readonly index: number
  readonly kind: MoveKind
  readonly from: Component
  readonly to: Component
  readonly payload: Payload
  readonly crosses: boolean | undefined
  /** The flow it belongs to; undefined for structural edges. */
  readonly flow: Flow | undefined
  /** True for the way back of a flow. */
  readonly backward: boolean
}
