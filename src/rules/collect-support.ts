/** What takes part in a match, on any way and by any alternative: another may be the one that a cut leaves. */

import type { Component } from '../system/system.ts'
import { componentOf, eachUpToFalse, endOf, isReferred, itemOf, relatedItems, relationOf, searchOf } from './ask.ts'
import { leftFields } from './facts.ts'
import { supportCallers, supportInfluence, supportTools } from './left.ts'
import { derived, related, way } from './operands.ts'
import { byOperation, type Node, type op, operand, opOf } from './program.ts'
import type { Answers, Run } from './run.ts'
import { FALSE } from './truth.ts'
import type { Support } from './ways.ts'

type Collect = (answers: Answers, node: Node, item: number, support: Support) => void

const nothing: Collect = () => {}

const collects: Readonly<Record<keyof typeof op, Collect>> = {
  all: collectAll,
  any: (answers, node, item, support) => {
    const count = operand(answers.program, node, 0)
    for (let index = 1; index <= count; index += 1)
      collectSupport(answers, operand(answers.program, node, index), item, support)
  },
  fact: nothing,
  factLeft: nothing,
  carries: nothing,
  returns: nothing,
  // How a flow is protected, which rests on nothing else.
  ofFlow: nothing,
  end: (answers, node, item, support) =>
    collectSupport(answers, operand(answers.program, node, 1), endOf(answers, node, item).index, support),
  exists: collectRelated,
  refers: (answers, node, item, support) => {
    if (isReferred(answers, node, componentOf(answers, item))) collectRelated(answers, node, item, support)
  },
  path: collectWays,
  context: nothing,
  drawn: nothing,
  stage: nothing,
  criticality: nothing,
  derived: collectDerived,
  named: (answers, node, item, support) => collectSupport(answers, operand(answers.program, node, 1), item, support),
}
const collectsByNumber = byOperation(collects)

/** Notes what takes part in the condition's holding of the item. */
export function collectSupport(answers: Answers, node: Node, item: number, support: Support): void {
  ;(collectsByNumber[opOf(answers.program, node)] as Collect)(answers, node, item, support)
}

function collectAll(answers: Answers, node: Node, item: number, support: Support): void {
  eachUpToFalse(answers, node, item, (part) => collectSupport(answers, part, item, support))
}

function collectRelated(answers: Answers, node: Node, item: number, support: Support): void {
  const { program, run } = answers
  const condition = operand(program, node, related.part)
  const relation = relationOf(answers, node)
  const none = operand(program, node, related.none) === 1
  for (const part of relatedItems(answers, node, item)) {
    collectSupport(answers, condition, part.index, support)
    if (!none && answers.truth(condition, part.index) !== FALSE) relation.note(support, part)
  }
  if (answers.truth(node, item) !== FALSE) relation.noteAll?.(itemOf(answers, node, item) as Component, run, support)
}

function collectWays(answers: Answers, node: Node, item: number, support: Support): void {
  const { program } = answers
  if (operand(program, node, way.none) === 1 || answers.truth(node, item) === FALSE) return
  const component = componentOf(answers, item)
  const farEnd = operand(program, node, way.farEnd)
  const ways = searchOf(answers, node).waysTo(component, (source, inner) =>
    collectSupport(answers, farEnd, source.index, inner),
  )
  if (ways !== undefined) support.ways(ways, component)
}

/** By the number of a field that follows from flows: notes what it rests on. */
const foundations: readonly ((component: Component, run: Run, support: Support, least: number) => void)[] =
  leftFields.map(
    (field) => ({ powers: supportTools, 'influenced-by': supportInfluence, 'callable-by': supportCallers })[field],
  )

function collectDerived(answers: Answers, node: Node, item: number, support: Support): void {
  const { program, run } = answers
  collectSupport(answers, operand(program, node, derived.condition), item, support)
  if (operand(program, node, derived.left) === 0 || answers.truth(node, item) === FALSE) return
  const least = operand(program, node, derived.least)
  foundations[operand(program, node, derived.field)]?.(componentOf(answers, item), run, support, least)
}
