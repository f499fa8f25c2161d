/** What made a match: the ways, the neighbours, the data, and what was assumed. Told of the surest alternative, and of it alone. */

import type { Component } from '../system/system.ts'
import { powers as powerWords } from '../vocabulary.ts'
import {
  componentOf,
  eachUpToFalse,
  endOf,
  isReferred,
  itemOf,
  moveOf,
  relatedItems,
  relationOf,
  searchOf,
} from './ask.ts'
import { isKnown } from './ask-fact.ts'
import { fieldNames } from './facts.ts'
import { powersLeft } from './left.ts'
import { absent, derived, fact, related, way } from './operands.ts'
import { byOperation, domainOf, type Node, type op, operand, opOf } from './program.ts'
import { relationWords } from './relations.ts'
import { type Answers, type Evidence, newEvidence } from './run.ts'
import { ASK, ASSUMED, CERTAIN, FALSE, type Truth } from './truth.ts'

type Tell = (answers: Answers, node: Node, item: number, evidence: Evidence) => void

const nothing: Tell = () => {}
/** For an operation with one condition, asked of the same item: which operand it is. */
const inside =
  (index: number): Tell =>
  (answers, node, item, evidence) =>
    tell(answers, operand(answers.program, node, index), item, evidence)

const tells: Readonly<Record<keyof typeof op, Tell>> = {
  all: tellAll,
  any: tellSurest,
  fact: tellUnknown,
  factLeft: tellUnknown,
  carries: nothing,
  returns: nothing,
  ofFlow: (answers, node, item, evidence) => {
    if (moveOf(answers, item).flow !== undefined) inside(0)(answers, node, item, evidence)
  },
  end: (answers, node, item, evidence) =>
    tell(answers, operand(answers.program, node, 1), endOf(answers, node, item).index, evidence),
  exists: tellRelated,
  refers: (answers, node, item, evidence) => {
    const component = componentOf(answers, item)
    if (isReferred(answers, node, component)) tellRelated(answers, node, item, evidence)
    else {
      const field = relationWords[operand(answers.program, node, related.relation)] as string
      noteUnknown(evidence, component.id, field, operand(answers.program, node, related.unknown))
    }
  },
  path: tellWay,
  // What kind of system or component it is, which no control changes, is no evidence.
  context: nothing,
  drawn: nothing,
  stage: nothing,
  criticality: nothing,
  derived: tellDerived,
  named: inside(1),
}
const tellsByNumber = byOperation(tells)

/** Adds what makes the condition hold of the item. */
export function tell(answers: Answers, node: Node, item: number, evidence: Evidence): void {
  ;(tellsByNumber[opOf(answers.program, node)] as Tell)(answers, node, item, evidence)
}

function tellAll(answers: Answers, node: Node, item: number, evidence: Evidence): void {
  eachUpToFalse(answers, node, item, (part) => tell(answers, part, item, evidence))
}

function tellSurest(answers: Answers, node: Node, item: number, evidence: Evidence): void {
  const count = operand(answers.program, node, 0)
  let best: Truth = FALSE
  let chosen: Node | undefined
  for (let index = 1; index <= count && best !== CERTAIN; index += 1) {
    const part = operand(answers.program, node, index)
    const truth = answers.truth(part, item)
    if (truth > best) [best, chosen] = [truth, part]
  }
  if (chosen !== undefined) tell(answers, chosen, item, evidence)
}

function tellUnknown(answers: Answers, node: Node, item: number, evidence: Evidence): void {
  const { masks } = answers.run.facts
  const { bits, words } = masks[domainOf(answers.program, node) as keyof typeof masks]
  // Controls change values that follow from flows, not whether there is one.
  if (isKnown(answers.program, node, bits, item * words)) return
  const field = fieldNames[operand(answers.program, node, fact.field)] as string
  noteUnknown(evidence, idOf(itemOf(answers, node, item)), field, operand(answers.program, node, fact.unknown))
}

function noteUnknown({ unknown }: Evidence, on: string, field: string, truth: number): void {
  if (truth === ASSUMED || truth === ASK) unknown.push({ on, field, truth })
}

/** What an item is called in a report: its own id, or for a move that of its flow. */
function idOf(item: unknown): string {
  const { id, flow } = item as { readonly id?: string; readonly flow?: { readonly id: string } }
  return id ?? flow?.id ?? ''
}

/** Of the items that match most surely the heaviest, so that the order of the file does not matter; or each, where none may match. */
function tellRelated(answers: Answers, node: Node, item: number, evidence: Evidence): void {
  const { program } = answers
  const condition = operand(program, node, related.part)
  const items = relatedItems(answers, node, item)
  if (operand(program, node, related.none) === 1) {
    for (const { index } of items) tell(answers, condition, index, evidence)
    return
  }
  const relation = relationOf(answers, node)
  let best: Truth = FALSE
  let weight = 0
  let chosen: (typeof items)[number] | undefined
  for (const part of items) {
    const truth = answers.truth(condition, part.index)
    if (truth === FALSE || truth < best) continue
    const heavy = relation.weigh(part)
    if (truth === best && heavy <= weight) continue
    ;[best, weight, chosen] = [truth, heavy, part]
  }
  if (chosen === undefined) return
  tell(answers, condition, chosen.index, evidence)
  relation.tell(evidence, chosen)
}

function tellWay(answers: Answers, node: Node, item: number, evidence: Evidence): void {
  const { paths, names } = evidence
  const { program } = answers
  if (operand(program, node, way.none) === 1 || answers.truth(node, item) === FALSE) return
  const moves = searchOf(answers, node).wayOf(componentOf(answers, item))
  const toSubject = operand(program, node, way.direction) === 0
  paths.push({ moves, toSubject })
  const end = toSubject ? moves[0]?.from : moves.at(-1)?.to
  const name = operand(program, node, way.name)
  if (name !== absent && end !== undefined) names.set(program.texts[name] as string, end.id)
  if (toSubject && end !== undefined)
    evidence.feeders.push(...feedersOf(answers, operand(program, node, way.farEnd), end))
}

/** Whose ways make a component the far end of another way. */
function feedersOf(answers: Answers, farEnd: Node, end: Component): Component[] {
  const behind = newEvidence()
  tell(answers, farEnd, end.index, behind)
  const sources = behind.paths.flatMap(({ moves, toSubject }) => (toSubject ? (moves[0]?.from ?? []) : []))
  return [...sources, ...behind.feeders]
}

/** Remembers the powers that matched, so that a message can name them. */
function tellDerived(answers: Answers, node: Node, item: number, evidence: Evidence): void {
  const { program, run } = answers
  tell(answers, operand(program, node, derived.condition), item, evidence)
  const told = operand(program, node, derived.told)
  if (told === 0 || answers.truth(node, item) === FALSE) return
  const component = componentOf(answers, item)
  // What was asked of the system as drawn is told of it, too.
  const powers = (operand(program, node, derived.left) === 1 ? powersLeft(run, component) : component.powers) ?? []
  evidence.powers.push(...powers.filter((power) => told & (1 << powerWords.indexOf(power))))
}
