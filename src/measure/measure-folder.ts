import { analyse } from '../analysis/exposures.ts'
import { readCatalog } from '../atlas/read.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { normalize } from '../manifest/normalize.ts'
import { type CompiledFiles, readCompiledRules } from '../rules/compiled-rules.ts'
import { assembleRules } from '../rules/rule-set.ts'
import { readSource } from '../source/reader.ts'
import { buildSystem } from '../system/build-system.ts'
import { type CaseResult, type ExpectedCase, type MeasureResult, measureAll, measureCase } from './measure.ts'

export interface MeasureInput {
  readonly expected: Readonly<Record<string, ExpectedCase>>
  /** Manifests by the id that `expected` uses. */
  readonly texts: ReadonlyMap<string, string>
  /** dist/catalog.json as a value, and the compiled rules. */
  readonly catalog: unknown
  readonly rules: CompiledFiles
  readonly now: string
}

export type FolderResult = MeasureResult & {
  /** Manifests that could not be read, and so were not counted. */
  readonly unreadable: readonly string[]
}

export function measureFolder(input: MeasureInput): FolderResult {
  const catalog = readCatalog(input.catalog)
  const { rules } = assembleRules(readCompiledRules(input.rules))
  const cases: CaseResult[] = []
  const unreadable: string[] = []
  for (const [id, text] of input.texts) {
    const { source } = readSource(id, text)
    const expected = input.expected[id]
    if (source.value === undefined || expected === undefined) {
      unreadable.push(id)
      continue
    }
    const system = buildSystem(normalize(source.value as Manifest))
    const { exposures } = analyse({ system, catalog, rules, now: input.now })
    cases.push(measureCase(id, expected, exposures, catalog))
  }
  return { ...measureAll(cases, catalog), unreadable }
}

/** The three numbers, and per case what was missed or came late. */
export function measureText(result: FolderResult): string {
  const rows = result.cases.map((entry) => {
    const missed = entry.missed.length > 0 ? `  missed ${entry.missed.join(' ')}` : ''
    const late = entry.late.length > 0 ? `  after the first 20: ${entry.late.join(' ')}` : ''
    return `${entry.id}  ${entry.found}/${entry.expected} found, ${entry.flagged} flagged${missed}${late}`
  })
  return [
    ...rows,
    ...result.unreadable.map((id) => `${id}  could not be read`),
    '',
    `systems        ${result.cases.length}`,
    `recall         ${result.recall.toFixed(3)}`,
    `flagged share  ${result.flaggedShare.toFixed(3)}  (of ${result.possible} techniques that can be on-target)`,
    `recall at 20   ${result.recallAt20.toFixed(3)}`,
  ].join('\n')
}
