import { compileRules } from './compile.ts'
import { bytesOf, type CompiledFiles, type CompiledRules, type RuleIndex, subjectTypes } from './compiled-rules.ts'
import type { RuleEntry } from './rule.ts'
import type { Definitions } from './scope.ts'

/** The index, the code, and the words: the definitions, then one rule a line. A run parses the index and the rules that match. */
export function writeCompiledRules(
  { definitions, notJudged }: { readonly definitions: Definitions; readonly notJudged: CompiledRules['notJudged'] },
  rules: readonly { readonly entry: RuleEntry; readonly factsNeeded: number }[],
): CompiledFiles {
  const entries = rules.map(({ entry }) => entry)
  const { program, subjects } = compileRules(entries, definitions)
  const lines = [Object.fromEntries(definitions), ...entries].map(asciiJson)
  // Every line begins one byte behind the end of the one before.
  const starts = lines.map((_, position) => lines.slice(0, position).reduce((sum, line) => sum + line.length + 1, 0))
  const before = lines.length - entries.length
  const index: RuleIndex = {
    notJudged,
    nodes: program.nodes,
    texts: program.texts,
    rules: rules.map(({ entry: { id, technique }, factsNeeded }, position) => {
      const { on, condition } = subjects[position] as (typeof subjects)[number]
      const [start, line] = [starts[position + before] as number, lines[position + before] as string]
      return [id, technique, subjectTypes.indexOf(on), condition, factsNeeded, start, line.length]
    }),
  }
  const words = Buffer.from(lines.join('\n'))
  return { index: Buffer.from(asciiJson(index)), code: bytesOf(program.code), lines: () => words }
}

/** JSON in ASCII: a character is then a byte, so that lines are found by their place. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
