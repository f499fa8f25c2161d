/**
 * Rules as a program: every condition is a node, the same condition of many rules is one node, and the build writes them out as
 * numbers. Nothing is parsed or compiled at run time, and what one rule has found out serves all others.
 */

/** A condition, by where it begins in the code of its program. */
export type Node = number

/** What a condition is asked of: components, moves and data by index, the system as number 0. */
export const domains = ['component', 'move', 'data', 'system'] as const
export type Domain = (typeof domains)[number]

/**
 * The kinds of conditions. Under `not` a condition is compiled to the one that must hold instead, so that no node turns an answer
 * round; `wanted` is 0 where the bare condition must fail.
 */
export const op = {
  /** count, nodes: all must hold. */
  all: 0,
  /** count, nodes: one must hold. */
  any: 1,
  /** wanted, unknown, every, position of the bit for known, field, count, then words and bits of the masks of `facts.ts`. */
  fact: 2,
  /** The same of a fact that follows from the flows that controls leave. */
  factLeft: 3,
  /** wanted, bits of payload words: the move carries one of them. */
  carries: 4,
  /** wanted, bits of payload words: the move's flow returns one of them. */
  returns: 5,
  /** node: holds of structural edges, and of flows by the node. */
  ofFlow: 6,
  /** 0 for `from` or 1 for `to`, node: asked of that end of the move. */
  end: 7,
  /** relation, none, left, node: some related item must match; with `none`, all of them. */
  exists: 8,
  /** relation, none, left, node, unknown: the same by a field that names others; unknown where it is left out. */
  refers: 9,
  /** direction, none, far end, through, step, has words, words, crossing, kinds of edges, name: a way; with `none`, that there is none. */
  path: 10,
  /** node: asked of the system as it is drawn. */
  context: 11,
  /** node: asked of the component as it is drawn. */
  drawn: 12,
  /** wanted, bits of positions in the list of stages. */
  stage: 13,
  /** wanted, bits of positions in the scale of criticality. */
  criticality: 14,
  /** number among the fields that follow from flows, left, bits of powers to tell of, rank of the narrowest audience that will do, node. */
  derived: 15,
  /** label, node: a condition under the words that a reader knows it by. Only where somebody asks why. */
  named: 16,
} as const

/** One thing for each kind of condition, by its number. */
export function byOperation<Thing>(things: Readonly<Record<keyof typeof op, Thing>>): readonly Thing[] {
  const list: Thing[] = []
  for (const name of Object.keys(op) as (keyof typeof op)[]) list[op[name]] = things[name]
  return list
}

/** Numbers before the operands: operation with flags, and the position among the nodes. */
const head = 2
const domainShift = 5
const opMask = (1 << domainShift) - 1
const domainMask = 3
/** Set where controls can change the answer. */
const cuttableFlag = 1 << (domainShift + 2)
/** Set where nothing is asked but facts of the item itself, so that all items are best asked at once. */
const plainFlag = 1 << (domainShift + 3)

/** A stretch of code with what it refers to. */
export interface Program {
  readonly code: Int32Array
  /** How many nodes there are. */
  readonly nodes: number
  /** Names that ways give to their far ends, and labels of named conditions. */
  readonly texts: readonly string[]
}

export function opOf({ code }: Program, node: Node): number {
  return (code[node] as number) & opMask
}

export function domainOf({ code }: Program, node: Node): Domain {
  return domains[((code[node] as number) >> domainShift) & domainMask] as Domain
}

export function isCuttable({ code }: Program, node: Node): boolean {
  return ((code[node] as number) & cuttableFlag) !== 0
}

export function isPlain({ code }: Program, node: Node): boolean {
  return ((code[node] as number) & plainFlag) !== 0
}

/** Its position among the nodes of the program. */
export function positionOf({ code }: Program, node: Node): number {
  return code[node + 1] as number
}

/** One of the numbers that its operation takes. */
export function operand({ code }: Program, node: Node, index: number): number {
  return code[node + head + index] as number
}

interface NodeTraits {
  readonly plain?: boolean
  readonly cuttable?: boolean
  readonly over?: readonly Node[]
}

/** Puts a program together. What is written twice becomes one node. */
export class ProgramBuilder {
  readonly #code: number[] = []
  readonly #known = new Map<string, Node>()
  readonly #texts: string[] = []

  /**
   * A node of a domain. `plain` as above; `cuttable` where the operation itself depends on controls, which it also does where one of the
   * nodes does that it stands `over`.
   */
  node(
    domain: Domain,
    operation: number,
    operands: readonly number[],
    { plain = false, cuttable = false, over = [] }: NodeTraits = {},
  ): Node {
    const isCut = cuttable || over.some((node) => this.#has(node, cuttableFlag))
    const first =
      operation | (domains.indexOf(domain) << domainShift) | (plain ? plainFlag : 0) | (isCut ? cuttableFlag : 0)
    const key = `${first} ${operands.join(' ')}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const node = this.#code.length
    this.#code.push(first, this.#known.size, ...operands)
    this.#known.set(key, node)
    return node
  }

  /** All of the nodes, or one of them. */
  combined(domain: Domain, how: 'all' | 'any', nodes: readonly Node[]): Node {
    const [only] = nodes
    if (only !== undefined && nodes.length === 1) return only
    const plain = nodes.every((node) => this.#has(node, plainFlag))
    return this.node(domain, op[how], [nodes.length, ...nodes], { plain, over: nodes })
  }

  /** All of the nodes, and where one is a conjunction itself, its parts: what is quickly asked is then seen at once. */
  flatAll(domain: Domain, nodes: readonly Node[]): Node {
    const parts = nodes.flatMap((node) => {
      if (((this.#code[node] as number) & opMask) !== op.all) return [node]
      const first = node + head + 1
      return this.#code.slice(first, first + (this.#code[node + head] as number))
    })
    return this.combined(domain, 'all', parts)
  }

  #has(node: Node, flag: number): boolean {
    return ((this.#code[node] as number) & flag) !== 0
  }

  text(text: string): number {
    const known = this.#texts.indexOf(text)
    return known >= 0 ? known : this.#texts.push(text) - 1
  }

  finish(): Program {
    return { code: Int32Array.from(this.#code), nodes: this.#known.size, texts: this.#texts }
  }
}
