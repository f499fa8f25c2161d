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

/**
 * What the build writes: `dist/rules.json`, `dist/rules.bin`, 32-bit numbers with the lowest byte first, and `dist/rules.jsonl`, which is
 * ASCII and not read before a rule's words are wanted.
 */
export interface CompiledFiles {
  readonly index: Buffer
  readonly code: Buffer
  lines(): Buffer
}

/** In the order in which the file numbers them. */
export const subjectTypes: readonly SubjectType[] = ['component', 'flow', 'system']

/** Everything but words. The first line of `dist/rules.jsonl` holds the definitions, each further one a rule. */
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
  /** Where the rule's line begins, and how long it is. */
  start: number,
  length: number,
]

/** Reads what `writeCompiledRules` wrote. It comes from our own build, so it is not checked. */
export function readCompiledRules({ index, code, lines }: CompiledFiles): CompiledRules {
  const { notJudged, nodes, texts, rules } = JSON.parse(index.toString('latin1')) as RuleIndex
  const words = once(lines)
  const source: Source = {
    program: { code: numbersOf(code), nodes, texts },
    lineAt: (start, length) => words().toString('latin1', start, start + length),
    definitions: once(() => {
      const line = words().toString('latin1', 0, words().indexOf('\n'))
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
