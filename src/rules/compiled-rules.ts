import { type Clause, clauseOf, type FactTable, factTable, type Place } from './facts.ts'
import type { IndexedNeeds, RuleEntry, RuleNeeds } from './rule.ts'

/** The bundled rules as the build leaves them: checked, without examples, each parsed when it is first wanted. */
export interface CompiledRules {
  readonly definitions: Readonly<Record<string, unknown>>
  readonly notJudged: Readonly<Record<string, string>>
  readonly rules: readonly CompiledRule[]
}

export interface CompiledRule {
  readonly id: string
  readonly technique: string
  readonly needs: IndexedNeeds
  entry(): RuleEntry
}

/** The first line of the file: everything but the rules, and of them what decides whether they are wanted. */
interface Index {
  readonly definitions: CompiledRules['definitions']
  readonly notJudged: CompiledRules['notJudged']
  /** Facts that rules need; the rules name them by position. */
  readonly facts: readonly string[]
  readonly rules: readonly (readonly [
    id: string,
    technique: string,
    on: RuleNeeds['on'],
    clauses: readonly Clause[],
    count: number,
  ])[]
}

/** `dist/rules.jsonl`: the index, then one rule a line. A run parses the index and the few dozen rules that its systems concern. */
export function writeCompiledRules(
  { definitions, notJudged }: Pick<CompiledRules, 'definitions' | 'notJudged'>,
  rules: readonly { readonly entry: RuleEntry; readonly needs: RuleNeeds }[],
): string {
  const table = tableFor(rules.map(({ needs }) => needs))
  const index: Index = {
    definitions,
    notJudged,
    facts: table.facts,
    rules: rules.map(({ entry, needs }) => [entry.id, entry.technique, needs.on, clausesIn(table, needs), needs.count]),
  }
  return [index, ...rules.map(({ entry }) => entry)].map(asciiJson).join('\n')
}

/** The needs of one rule with a table of its own. */
export function indexNeeds(needs: RuleNeeds): IndexedNeeds {
  const table = tableFor([needs])
  return { on: needs.on, table, clauses: clausesIn(table, needs), count: needs.count }
}

function tableFor(needs: readonly RuleNeeds[]): FactTable {
  const facts = needs.flatMap(({ facts }) => facts.flat()).map((fact) => placeAndFact(fact)[1])
  return factTable([...new Set(facts)].sort())
}

function clausesIn(table: FactTable, { facts }: RuleNeeds): Clause[] {
  const position = new Map(table.facts.map((fact, index) => [fact, index]))
  return facts.map((list) =>
    clauseOf(
      table,
      list.map(placeAndFact).map(([place, fact]) => [place, position.get(fact) as number]),
    ),
  )
}

function placeAndFact(needed: string): [Place, string] {
  const split = needed.indexOf(' ')
  return [needed.slice(0, split) as Place, needed.slice(split + 1)]
}

/** Reads what `writeCompiledRules` wrote. The text comes from our own build, so it is not checked. */
export function readCompiledRules(text: string): CompiledRules {
  const end = text.indexOf('\n')
  const { definitions, notJudged, facts, rules } = JSON.parse(end < 0 ? text : text.slice(0, end)) as Index
  const starts = lineStarts(text, end)
  const table = factTable(facts)
  return {
    definitions,
    notJudged,
    rules: rules.map(([id, technique, on, clauses, count], index) => ({
      id,
      technique,
      needs: { on, table, clauses, count },
      entry: () => JSON.parse(text.slice(starts[index], starts[index + 1])) as RuleEntry,
    })),
  }
}

function lineStarts(text: string, firstEnd: number): number[] {
  const starts: number[] = []
  for (let at = firstEnd; at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** JSON in ASCII: the file is then read byte by byte, which is much faster than decoding it. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
