/** The answers of a program's conditions on one system, each found once: a condition that stands in many rules is asked for all of them. */

import { ask } from './ask.ts'
import { factHoldsNowhere, fillFact } from './ask-fact.ts'
import { isEmpty } from './empty.ts'
import {
  type Domain,
  domainOf,
  isCuttable,
  isPlain,
  type Node,
  op,
  operand,
  opOf,
  type Program,
  positionOf,
} from './program.ts'
import type { Answers, Run } from './run.ts'
import type { Search } from './search.ts'
import { CERTAIN, FALSE, type Truth } from './truth.ts'

/** In a row: not asked yet. */
const unasked = 255
/** Instead of a row: there is none yet. */
const noRow = -1
/** Instead of a row: controls change nothing here, so what is known of the system as drawn holds. */
const asDrawn = -2
/** The row in which nothing holds, which many conditions share. */
const nowhere = 0

/** Room for answers at the beginning, for rules on a system of usual size; where it does not do it is doubled. */
const mostCells = 1 << 18

/** What is known of the conditions of a program on this run. */
export function answersTo(program: Program, run: Run): Answers {
  let answers = run.answers.get(program)
  if (answers === undefined) {
    answers = new AnswerTable(program, run)
    run.answers.set(program, answers)
  }
  return answers
}

class AnswerTable implements Answers {
  readonly program: Program
  readonly run: Run
  readonly searches = new Map<Node, Search>()
  readonly #sizes: Readonly<Record<Domain, number>>
  /** By position of a node: where its answers begin. */
  readonly #rows: Int32Array
  /** Answers by item, row after row. */
  #cells: Uint8Array
  #used: number

  constructor(program: Program, run: Run) {
    const { components, moves, data } = run.facts.system
    this.program = program
    this.run = run
    this.#sizes = { component: components.length, move: moves.length, data: data.size, system: 1 }
    this.#rows = new Int32Array(program.nodes).fill(noRow)
    this.#used = Math.max(components.length, moves.length, data.size, 1)
    this.#cells = new Uint8Array(Math.min(mostCells, this.#used * (run.cuts === undefined ? 1024 : 32)) + this.#used)
  }

  get drawn(): Answers {
    return answersTo(this.program, this.run.facts.drawn)
  }

  truth(node: Node, item: number): Truth {
    const row = this.#rowOf(node)
    if (row === asDrawn) return this.drawn.truth(node, item)
    const known = this.#cells[row + item] as number
    if (known !== unasked) return known as Truth
    const truth = ask(this, node, item)
    // What was asked on the way may have made the cells a larger array.
    this.#cells[row + item] = truth
    return truth
  }

  matching(node: Node): number[] {
    const items: number[] = []
    const row = this.#rowOf(node)
    if (row === nowhere) return items
    const size = this.#sizes[domainOf(this.program, node)]
    for (let item = 0; item < size; item += 1)
      if (this.#cells[row + item] !== FALSE && this.truth(node, item) !== FALSE) items.push(item)
    return items
  }

  holdsNowhere(node: Node): boolean {
    return this.#rowOf(node) === nowhere
  }

  isAsDrawn(node: Node): boolean {
    return this.run.cuts !== undefined && !isCuttable(this.program, node)
  }

  #rowOf(node: Node): number {
    const position = positionOf(this.program, node)
    const row = this.#rows[position] as number
    return row === noRow ? this.#open(node, position) : row
  }

  #open(node: Node, position: number): number {
    const row = this.isAsDrawn(node) ? asDrawn : this.#firstRow(node)
    this.#rows[position] = row
    return row
  }

  #firstRow(node: Node): number {
    if (this.run.cuts !== undefined) return this.#newRow(node, unasked)
    if (isPlain(this.program, node)) return this.#plainRow(node)
    if (isEmpty(this, node)) return nowhere
    return opOf(this.program, node) === op.all ? this.#rowOfCandidates(node) : this.#newRow(node, unasked)
  }

  /** Asks what is quickly asked of all items; the rest of a conjunction is then asked of few. */
  #rowOfCandidates(node: Node): number {
    const count = operand(this.program, node, 0)
    const row = this.#newRow(node, unasked)
    const size = this.#used - row
    for (let index = 1; index <= count; index += 1) {
      const part = operand(this.program, node, index)
      // Its own row is there: emptiness was asked of it.
      if (isPlain(this.program, part)) this.#strike(row, this.#rowOf(part), size)
    }
    for (let cell = row; cell < this.#used; cell += 1) if (this.#cells[cell] === unasked) return row
    return nowhere
  }

  /** What is false of the part is false of the whole. */
  #strike(row: number, part: number, size: number): void {
    const cells = this.#cells
    for (let item = 0; item < size; item += 1) if (cells[part + item] === FALSE) cells[row + item] = FALSE
  }

  #newRow(node: Node, value: number): number {
    const row = this.#used
    this.#used += this.#sizes[domainOf(this.program, node)]
    if (this.#used > this.#cells.length) {
      const larger = new Uint8Array(Math.max(this.#cells.length * 2, this.#used))
      larger.set(this.#cells)
      this.#cells = larger
    }
    this.#cells.fill(value, row, this.#used)
    return row
  }

  /** Asks a condition on nothing but facts of all items. */
  #plainRow(node: Node): number {
    switch (opOf(this.program, node)) {
      case op.fact:
      case op.factLeft:
        return this.#rowOfFact(node)
      case op.all:
        return this.#rowOfParts(node, true)
      case op.any:
        return this.#rowOfParts(node, false)
      default: {
        const row = this.#newRow(node, FALSE)
        const size = this.#used - row
        for (let item = 0; item < size; item += 1) {
          // What is asked on the way may make the cells a larger array, here as in `truth`.
          const truth = ask(this, node, item)
          this.#cells[row + item] = truth
        }
        return row
      }
    }
  }

  #rowOfFact(node: Node): number {
    const masks = this.run.facts.masks[domainOf(this.program, node) as 'component' | 'move' | 'data']
    if (factHoldsNowhere(this.program, node, masks)) return nowhere
    const row = this.#newRow(node, FALSE)
    fillFact(this.program, node, masks, this.#cells, row)
    return row
  }

  /** The least or the greatest answer of the parts, item by item. */
  #rowOfParts(node: Node, isAll: boolean): number {
    const count = operand(this.program, node, 0)
    const rows: number[] = []
    for (let index = 1; index <= count; index += 1) {
      const row = this.#rowOf(operand(this.program, node, index))
      if (row !== nowhere) rows.push(row)
      else if (isAll) return nowhere
    }
    if (rows.length === 0 && !isAll) return nowhere
    const row = this.#newRow(node, isAll ? CERTAIN : FALSE)
    for (const part of rows) this.#join(row, part, this.#used - row, isAll)
    return row
  }

  #join(row: number, part: number, size: number, isAll: boolean): void {
    const cells = this.#cells
    for (let item = 0; item < size; item += 1) {
      const truth = cells[part + item] as number
      const before = cells[row + item] as number
      if (isAll ? truth < before : truth > before) cells[row + item] = truth
    }
  }
}
