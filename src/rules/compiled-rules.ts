import type { Node, Program } from './program.ts'
import type { Rule, RuleEntry, SubjectType } from './rule.ts'
import type { Definitions } from './scope.ts'

/** The bundled rules as the build leaves them: checked, compiled, without examples. */
export interface CompiledRules {
  readonly notJudged: Readonly<Record<string, string>>
  readonly rules: readonly Rule[]
  /** The definitions, as written. */
  definitions(): Definitions
}

/** What the build writes: `dist/rules.jsonl`, which is ASCII, and `dist/rules.bin`, 32-bit numbers with the lowest byte first. */
export interface CompiledFiles {
  readonly lines: Buffer
  readonly code: Buffer
}

/** In the order in which the file numbers them. */
export const subjectTypes: readonly SubjectType[] = ['component', 'flow', 'system']

/** The first line of `dist/rules.jsonl`. The second holds the definitions, each further one a rule. */
export interface RuleIndex {
  readonly notJudged: CompiledRules['notJudged']
  readonly nodes: number
  readonly texts: readonly string[]
  readonly rules: readonly IndexedRule[]
}

type IndexedRule = readonly [
  id: string,
  technique: string,
  on: number,
  condition: Node,
  factsNeeded: number,
  /** Where the rule's line begins, from the end of the first line, and how long it is. */
  start: number,
  length: number,
]

/** Reads what `writeCompiledRules` wrote. It comes from our own build, so it is not checked. */
export function readCompiledRules({ lines, code }: CompiledFiles): CompiledRules {
  const end = lines.indexOf('\n')
  const { notJudged, nodes, texts, rules } = JSON.parse(lines.toString('latin1', 0, end)) as RuleIndex
  const source: Source = {
    program: { code: numbersOf(code), nodes, texts },
    lineAt: (start, length) => lines.toString('latin1', end + start, end + start + length),
    definitions: once(() => {
      const line = lines.toString('latin1', end + 1, lines.indexOf('\n', end + 1))
      return new Map(Object.entries(JSON.parse(line) as Readonly<Record<string, unknown>>))
    }),
  }
  return { notJudged, rules: rules.map((rule) => new BundledRule(rule, source)), definitions: source.definitions }
}

/** What all rules of one file share. */
interface Source {
  readonly program: Program
  lineAt(start: number, length: number): string
  definitions(): Definitions
}

/** A rule whose words are parsed when they are first wanted. A class, since a run makes hundreds and wants the words of a few. */
class BundledRule implements Rule {
  readonly id: string
  readonly technique: string
  readonly origin = 'bundled'
  readonly on: SubjectType
  readonly condition: Node
  readonly factsNeeded: number
  readonly #source: Source
  readonly #start: number
  readonly #length: number
  #entry: RuleEntry | undefined = undefined

  constructor([id, technique, on, condition, factsNeeded, start, length]: IndexedRule, source: Source) {
    this.id = id
    this.technique = technique
    this.on = subjectTypes[on] as SubjectType
    this.condition = condition
    this.factsNeeded = factsNeeded
    this.#source = source
    this.#start = start
    this.#length = length
  }

  get program(): Program {
    return this.#source.program
  }

  get entry(): RuleEntry {
    this.#entry ??= JSON.parse(this.#source.lineAt(this.#start, this.#length)) as RuleEntry
    return this.#entry
  }

  definitions(): Definitions {
    return this.#source.definitions()
  }
}

const isBigEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 0

function numbersOf(bytes: Buffer): Int32Array {
  const own = Uint8Array.from(bytes)
  if (isBigEndian) Buffer.from(own.buffer).swap32()
  return new Int32Array(own.buffer, 0, own.length >> 2)
}

/** The other way round. */
export function bytesOf(code: Int32Array): Buffer {
  const bytes = Buffer.from(code.slice().buffer)
  return isBigEndian ? bytes.swap32() : bytes
}

/** The function's value, found when it is first wanted. */
function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined
  return () => {
    found ??= { value: find() }
    return found.value
  }
}
