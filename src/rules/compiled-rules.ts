import type { RuleEntry, RuleNeeds } from './rule.ts'

/** The bundled rules as the build leaves them: checked, without examples, each parsed when it is first wanted. */
export interface CompiledRules {
  readonly definitions: Readonly<Record<string, unknown>>
  readonly notJudged: Readonly<Record<string, string>>
  readonly rules: readonly CompiledRule[]
}

export interface CompiledRule {
  readonly id: string
  readonly technique: string
  readonly needs: RuleNeeds
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
  const position = new Map(facts.map((fact, index) => [fact, index]))
  const index: Index = {
    definitions,
    notJudged,
    facts,
    rules: rules.map(({ entry, needs }) => [
      entry.id,
      entry.technique,
      needs.subject ?? null,
      needs.facts.map((list) => list.map((fact) => position.get(fact) as number)),
    ]),
  }
  return [index, ...rules.map(({ entry }) => entry)].map((line) => JSON.stringify(line)).join('\n')
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
      needs: {
        subject: subject ?? undefined,
        facts: lists.map((list) => list.map((position) => facts[position] as string)),
      },
      entry: () => JSON.parse(text.slice(starts[index], starts[index + 1])) as RuleEntry,
    })),
  }
}

function lineStarts(text: string, firstEnd: number): number[] {
  const starts: number[] = []
  for (let at = firstEnd; at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
