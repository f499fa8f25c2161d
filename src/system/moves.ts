import type { PayloadWord } from '../vocabulary.ts'
import { asList } from './audience.ts'
import { emptyPayload } from './payload.ts'
import type { Component, Flow, Move, MoveKind, Payload } from './system.ts'
import { crosses } from './zones.ts'

/** Fields that name where something comes from, and what then moves to the component that names it. */
const structure: readonly { readonly kind: Exclude<MoveKind, 'flow'>; readonly payload: Payload }[] = [
  { kind: 'trained-on', payload: carrying('training-data') },
  { kind: 'based-on', payload: carrying('model') },
  { kind: 'uses', payload: carrying('package') },
  { kind: 'hosted-on', payload: emptyPayload },
]

function carrying(word: PayloadWord): Payload {
  return { words: [word], data: [] }
}

/** Every step that data can take: flows in the order of the file, each with its way back, then what the fields say. */
export function buildMoves(
  flows: readonly Flow[],
  components: readonly Component[],
  componentById: ReadonlyMap<string, Component>,
): Move[] {
  const moves: Move[] = []
  const add = (
    kind: MoveKind,
    from: Component,
    to: Component,
    payload: Payload,
    flow?: Flow,
    backward = false,
  ): void => {
    moves.push({ index: moves.length, kind, from, to, payload, crosses: crosses(from.zone, to.zone), flow, backward })
  }
  for (const flow of flows) {
    add('flow', flow.from, flow.to, flow.carries, flow)
    if (flow.entry.returns?.length) add('flow', flow.to, flow.from, flow.returns, flow, true)
  }
  for (const component of components) {
    for (const { kind, payload } of structure) {
      for (const source of sourcesOf(component, kind, componentById)) add(kind, source, component, payload)
    }
  }
  return moves
}

function sourcesOf(
  component: Component,
  kind: Exclude<MoveKind, 'flow'>,
  componentById: ReadonlyMap<string, Component>,
): readonly Component[] {
  // Not the field: a host that would close a circle was left out.
  if (kind === 'hosted-on') return component.host ? [component.host] : []
  return asList(component.entry[kind]).flatMap((id) => componentById.get(String(id)) ?? [])
}
