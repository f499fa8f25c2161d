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
    subject: readonly string[] | null,
    facts: readonly (readonly number[])[],
  ])[]
}

/** `dist/rules.jsonl`: the index, then one rule a line. A run parses the index and the few dozen rules that its systems concern. */
export function writeCompiledRules(
  { definitions, notJudged }: Pick<CompiledRules, 'definitions' | 'notJudged'>,
  rules: readonly { readonly entry: RuleEntry; readonly needs: RuleNeeds }[],
): string {
  const facts = [...new Set(rules.flatMap(({ needs }) => needs.facts.flat()))].sort()
  const index: Index = {
    definitions,
    notJudged,
    facts,
    rules: rules.map(({ entry, needs }) => [
      entry.id,
      entry.technique,
      needs.subject ?? null,
      positionsIn(facts, needs),
    ]),
  }
  return [index, ...rules.map(({ entry }) => entry)].map(asciiJson).join('\n')
}

/** The needs of one rule with a list of facts of its own. */
export function indexNeeds(needs: RuleNeeds): IndexedNeeds {
  const table = [...new Set(needs.facts.flat())]
  return { subject: needs.subject, table, facts: positionsIn(table, needs) }
}

function positionsIn(table: readonly string[], { facts }: RuleNeeds): number[][] {
  const position = new Map(table.map((fact, index) => [fact, index]))
  return facts.map((list) => list.map((fact) => position.get(fact) as number))
}

/** Reads what `writeCompiledRules` wrote. The text comes from our own build, so it is not checked. */
export function readCompiledRules(text: string): CompiledRules {
  const end = text.indexOf('\n')
  const { definitions, notJudged, facts, rules } = JSON.parse(end < 0 ? text : text.slice(0, end)) as Index
  const starts = lineStarts(text, end)
  return {
    definitions,
    notJudged,
    rules: rules.map(([id, technique, subject, lists], index) => ({
      id,
      technique,
      needs: { subject: subject ?? undefined, table: facts, facts: lists },
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
