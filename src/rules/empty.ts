/** Conditions that hold of nothing in a system because something that they need holds of nothing. */

import { related, way } from './operands.ts'
import { byOperation, isPlain, type Node, type op, operand, opOf } from './program.ts'
import type { Answers } from './run.ts'
import { FALSE } from './truth.ts'

type Empty = (answers: Answers, node: Node) => boolean

/** For an operation that holds only where one of its conditions does: which operand that is. */
const asPart =
  (index: number): Empty =>
  (answers, node) =>
    answers.holdsNowhere(operand(answers.program, node, index))
const never: Empty = () => false

const empties: Readonly<Record<keyof typeof op, Empty>> = {
  all: hasEmptyPart,
  any: hasOnlyEmptyParts,
  fact: never,
  factLeft: never,
  carries: never,
  returns: never,
  ofFlow: never,
  end: asPart(1),
  exists: (answers, node) => needsSome(answers, node) && asPart(related.part)(answers, node),
  refers: (answers, node) =>
    needsSome(answers, node) &&
    operand(answers.program, node, related.unknown) === FALSE &&
    asPart(related.part)(answers, node),
  path: (answers, node) => operand(answers.program, node, way.none) === 0 && asPart(way.farEnd)(answers, node),
  context: (answers, node) => answers.truth(operand(answers.program, node, 0), 0) === FALSE,
  drawn: asPart(0),
  stage: never,
  criticality: never,
  derived: never,
  named: asPart(1),
}
const emptysByNumber = byOperation(empties)

/** True where that is seen at once. Of the system as drawn. */
export function isEmpty(answers: Answers, node: Node): boolean {
  return (emptysByNumber[opOf(answers.program, node)] as Empty)(answers, node)
}

function needsSome({ program }: Answers, node: Node): boolean {
  return operand(program, node, related.none) === 0
}

/** Of a conjunction only the parts that are quickly asked are looked at. */
function hasEmptyPart(answers: Answers, node: Node): boolean {
  const { program } = answers
  const count = operand(program, node, 0)
  for (let index = 1; index <= count; index += 1) {
    const part = operand(program, node, index)
    if (isPlain(program, part) && answers.holdsNowhere(part)) return true
  }
  return false
}

function hasOnlyEmptyParts(answers: Answers, node: Node): boolean {
  const count = operand(answers.program, node, 0)
  for (let index = 1; index <= count; index += 1)
    if (!answers.holdsNowhere(operand(answers.program, node, index))) return false
  return true
}
