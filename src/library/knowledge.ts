/** What manifests are held against, made from the compiled data. The command line and the library both begin here. */

import { join } from 'node:path'
import { check } from '../../dist/generated/manifest-check.js'
import type { Catalog } from '../atlas/catalog.ts'
import { readCatalog } from '../atlas/read.ts'
import type { Policy } from '../config/policy.ts'
import { type Input, readBytes, readText } from '../io.ts'
import type { Knowledge } from '../lint.ts'
import { loadExtra } from '../load-extra.ts'
import { type CompiledRules, readCompiledRules } from '../rules/compiled-rules.ts'
import type { RuleFile } from '../rules/read-rules.ts'
import type { RuleSet } from '../rules/rule.ts'
import { assembleRules, type UserRules } from '../rules/rule-set.ts'

/** One thing wrong with a rule file. */
export interface RuleFileProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly fix?: string
}

/** What a configuration does to the rules. */
export interface Tuning {
  /** The line that locks a rule; undefined: none. */
  lockOf(rule: { readonly id: string; readonly technique: string }): string | undefined
  /** The rules with its levels and locks, and what is wrong with its ids, which are held against all the catalogs. */
  apply(
    rules: RuleSet,
    catalogs: readonly Catalog[],
  ): {
    readonly rules: RuleSet
    readonly checkLevels: NonNullable<Policy['checkLevels']>
    readonly problems: readonly RuleFileProblem[]
  }
}

/** The user's rule files, read. */
export interface UserRuleFiles extends UserRules {
  /** What is wrong with them; where there is anything, nothing is judged. */
  readonly problems: readonly RuleFileProblem[]
  readonly files: readonly RuleFile[]
}

export interface Assembled {
  /** What is wrong with the user's rule files or the tuning; where there is anything, nothing may be judged. */
  readonly problems: readonly RuleFileProblem[]
  readonly knowledge: Knowledge
  readonly files: readonly RuleFile[]
  /** Levels that the tuning sets for checks. */
  readonly checkLevels?: NonNullable<Policy['checkLevels']>
}

const noUserRules: UserRuleFiles = { rules: [], switches: [], problems: [], files: [] }

/** The bundled catalog and rules, compiled, in `folder`, with the user's rule files on top; or another catalog. The rest is pure. */
export function assembleKnowledge(
  folder: string,
  ruleFiles: readonly Input[],
  chosen?: Catalog,
  tuning?: Tuning,
): Assembled {
  const shipped = readCatalog(parse(folder, 'catalog.json'))
  const catalog = chosen ?? shipped
  const bundled = bundledRules(folder)
  const {
    problems: broken,
    files,
    ...user
  } = ruleFiles.length === 0 ? noUserRules : loadExtra().readUserRules(ruleFiles, bundled, [catalog, shipped], tuning)
  const assembled = assembleRules(bundled, user)
  const tuned = broken.length === 0 ? tuning?.apply(assembled, [catalog, shipped]) : undefined
  return {
    problems: [...broken, ...(tuned?.problems ?? [])],
    knowledge: {
      catalog,
      rules: tuned?.rules ?? assembled,
      manifestSchema: { check, errors: (value) => loadExtra().manifestErrors(value) },
      changedSince: (release) => loadExtra().changedSince(folder, catalog, release),
    },
    files,
    ...(tuned === undefined ? {} : { checkLevels: tuned.checkLevels }),
  }
}

/** The rules that come with the program. */
export function bundledRules(folder: string): CompiledRules {
  return readCompiledRules({
    index: readBytes(join(folder, 'rules.json')),
    code: readBytes(join(folder, 'rules.bin')),
    lines: () => readBytes(join(folder, 'rules.jsonl')),
  })
}

function parse(folder: string, name: string): unknown {
  return JSON.parse(readText(join(folder, name)))
}
