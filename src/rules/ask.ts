/** How each kind of condition is answered; `program.ts` lists the kinds and their operands. */

import { isPerson } from '../system/audience.ts'
import type { Component, Move } from '../system/system.ts'
import { scales, stages } from '../vocabulary.ts'
import { askFact } from './ask-fact.ts'
import { fieldNames, type LeftField, leftBits } from './facts.ts'
import { callersLeft, influenceLeft, powersLeft } from './left.ts'
import { absent, derived, fact, moveKinds, related, way } from './operands.ts'
import { type PathCondition, search } from './paths.ts'
import { byOperation, domainOf, type Node, type op, operand, opOf } from './program.ts'
import { relations, relationWords } from './relations.ts'
import { type Answers, type Run, wordMask } from './run.ts'
import type { Search } from './search.ts'
import { CERTAIN, FALSE, type Truth } from './truth.ts'

type Ask = (answers: Answers, node: Node, item: number) => Truth

const asks: Readonly<Record<keyof typeof op, Ask>> = {
  all: askAll,
  any: askAny,
  // Plain, so that its row is filled at once.
  fact: () => FALSE,
  factLeft: askLeft,
  carries: (answers, node, item) =>
    asWanted(answers, node, ((answers.run.facts.words[item] as number) & operand(answers.program, node, 1)) !== 0),
  returns: (answers, node, item) => {
    const { flow } = moveOf(answers, item)
    const mask = operand(answers.program, node, 1)
    return asWanted(answers, node, flow !== undefined && (wordMask(flow.returns.words) & mask) !== 0)
  },
  ofFlow: (answers, node, item) =>
    moveOf(answers, item).flow === undefined ? CERTAIN : answers.truth(operand(answers.program, node, 0), item),
  end: (answers, node, item) => answers.truth(operand(answers.program, node, 1), endOf(answers, node, item).index),
  exists: askRelated,
  refers: (answers, node, item) =>
    isReferred(answers, node, componentOf(answers, item))
      ? askRelated(answers, node, item)
      : (operand(answers.program, node, related.unknown) as Truth),
  path: (answers, node, item) => {
    const truth = searchOf(answers, node).truthOf(componentOf(answers, item))
    if (operand(answers.program, node, way.none) === 0) return truth
    return truth === FALSE ? CERTAIN : FALSE
  },
  context: ({ drawn, program }, node) => drawn.truth(operand(program, node, 0), 0),
  drawn: ({ drawn, program }, node, item) => drawn.truth(operand(program, node, 0), item),
  // The manifest format says what these two are when left out, so they are never unknown.
  stage: (answers, node) => {
    const { stage = 'production' } = answers.run.facts.system.manifest.system
    return asWanted(answers, node, isIn(answers, node, (stages as readonly string[]).indexOf(stage)))
  },
  criticality: (answers, node) => {
    const { criticality = 'moderate' } = answers.run.facts.system.manifest.system
    return asWanted(answers, node, isIn(answers, node, (scales.criticality ?? []).indexOf(criticality)))
  },
  derived: (answers, node, item) => answers.truth(operand(answers.program, node, derived.condition), item),
  named: (answers, node, item) => answers.truth(operand(answers.program, node, 1), item),
}

const asksByNumber = byOperation(asks)

export function ask(answers: Answers, node: Node, item: number): Truth {
  return (asksByNumber[opOf(answers.program, node)] as Ask)(answers, node, item)
}

function askAll(answers: Answers, node: Node, item: number): Truth {
  const { program } = answers
  const count = operand(program, node, 0)
  let worst: Truth = CERTAIN
  for (let index = 1; index <= count; index += 1) {
    const truth = answers.truth(operand(program, node, index), item)
    if (truth === FALSE) return FALSE
    if (truth < worst) worst = truth
  }
  return worst
}

/** Calls for the parts of a conjunction in their order, up to the first that is false of the item. */
export function eachUpToFalse(answers: Answers, node: Node, item: number, use: (part: Node) => void): void {
  const count = operand(answers.program, node, 0)
  for (let index = 1; index <= count; index += 1) {
    const part = operand(answers.program, node, index)
    use(part)
    if (answers.truth(part, item) === FALSE) return
  }
}

function askAny(answers: Answers, node: Node, item: number): Truth {
  const { program } = answers
  const count = operand(program, node, 0)
  let best: Truth = FALSE
  for (let index = 1; index <= count; index += 1) {
    const truth = answers.truth(operand(program, node, index), item)
    if (truth === CERTAIN) return CERTAIN
    if (truth > best) best = truth
  }
  return best
}

function asWanted({ program }: Answers, node: Node, holds: boolean): Truth {
  return holds === (operand(program, node, 0) === 1) ? CERTAIN : FALSE
}

function isIn({ program }: Answers, node: Node, position: number): boolean {
  return (operand(program, node, 1) & (1 << position)) !== 0
}

export function componentOf({ run }: Answers, item: number): Component {
  return run.facts.system.components[item] as Component
}

export function moveOf({ run }: Answers, item: number): Move {
  return run.facts.system.moves[item] as Move
}

/** The end of the move that is asked about. */
export function endOf(answers: Answers, node: Node, item: number): Component {
  const { from, to } = moveOf(answers, item)
  return operand(answers.program, node, 0) === 0 ? from : to
}

/** True where the field that names the others is stated. */
export function isReferred({ program }: Answers, node: Node, { entry }: Component): boolean {
  return entry[relationWords[operand(program, node, related.relation)] as string] !== undefined
}

/** What is looked at: the thing of that number in the domain of the condition. */
export function itemOf(answers: Answers, node: Node, item: number): unknown {
  switch (domainOf(answers.program, node)) {
    case 'component':
      return componentOf(answers, item)
    case 'move':
      return moveOf(answers, item)
    case 'data':
      return answers.run.facts.data[item]
    default:
      return undefined
  }
}

export function relationOf({ program }: Answers, node: Node): (typeof relations)[number] {
  return relations[operand(program, node, related.relation)] as (typeof relations)[number]
}

/** The related items that count. */
export function relatedItems(answers: Answers, node: Node, item: number): readonly { readonly index: number }[] {
  const { program, run } = answers
  const relation = relationOf(answers, node)
  const left = operand(program, node, related.left) === 1
  const list = relation.list(itemOf(answers, node, item) as never, run, left)
  const { admits } = relation
  return admits === undefined ? list : list.filter((part) => admits(part, run, left))
}

function askRelated(answers: Answers, node: Node, item: number): Truth {
  const { program } = answers
  const condition = operand(program, node, related.part)
  const none = operand(program, node, related.none) === 1
  if (!none && answers.holdsNowhere(condition)) return FALSE
  let truth: Truth = none ? CERTAIN : FALSE
  for (const { index } of relatedItems(answers, node, item)) {
    const found = answers.truth(condition, index)
    if (none ? found < truth : found > truth) truth = found
    if (truth === (none ? FALSE : CERTAIN)) break
  }
  return truth
}

/** The search of a way, over what controls leave where the way counts them; made once. */
export function searchOf(answers: Answers, node: Node): Search {
  if (answers.isAsDrawn(node)) return searchOf(answers.drawn, node)
  let found = answers.searches.get(node)
  if (found === undefined) {
    found = search(pathOf(answers, node), answers.run)
    answers.searches.set(node, found)
  }
  return found
}

function pathOf(answers: Answers, node: Node): PathCondition {
  const read = (index: number): number => operand(answers.program, node, index)
  const [farEnd, through, step] = [read(way.farEnd), read(way.through), read(way.step)]
  return {
    direction: read(way.direction) === 0 ? 'from' : 'to',
    farEnd: ({ index }) => answers.truth(farEnd, index),
    // People read and decide: what reaches one does not come out on the other side. A rule that thinks otherwise says so.
    through: (component) =>
      through === absent ? (isPerson(component) ? FALSE : CERTAIN) : answers.truth(through, component.index),
    step: step === absent ? undefined : ({ index }) => answers.truth(step, index),
    words: read(way.hasWords) === 1 ? read(way.words) : undefined,
    crossing: read(way.crossing) === 1,
    over: new Set(moveKinds.filter((_, position) => read(way.over) & (1 << position))),
  }
}

const leftOf: Readonly<Record<LeftField, (run: Run, component: Component) => unknown>> = {
  powers: powersLeft,
  'influenced-by': influenceLeft,
  'callable-by': callersLeft,
}

/** A fact that follows from the flows that are left. */
function askLeft({ program, run }: Answers, node: Node, item: number): Truth {
  const field = fieldNames[operand(program, node, fact.field)] as LeftField
  const component = run.facts.system.components[item] as Component
  return askFact(program, node, leftBits(field, leftOf[field](run, component)), 0)
}
