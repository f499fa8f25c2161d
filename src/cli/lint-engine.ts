/** The real engine: compiled data from disk, the user's rules on top, and the pipeline of `lint.ts`. */

import { join } from 'node:path'
import { check } from '../../dist/generated/manifest-check.js'
import type { Catalog } from '../atlas/catalog.ts'
import { readCatalog } from '../atlas/read.ts'
import { type Input, readAscii, readText } from '../io.ts'
import { type Knowledge, lint } from '../lint.ts'
import { loadExtra } from '../load-extra.ts'
import { readCompiledRules } from '../rules/compiled-rules.ts'
import { assembleRules } from '../rules/rule-set.ts'
import type { Engine, Prepared } from './engine.ts'
import type { UserRuleFiles } from './user-rules.ts'

const noUserRules: UserRuleFiles = { rules: [], switches: [], problems: [], files: [] }

export const lintEngine: Engine = { prepare }

function prepare(folder: string, ruleFiles: readonly Input[], chosen?: Catalog): Prepared {
  const shipped = readCatalog(parse(folder, 'catalog.json'))
  const catalog = chosen ?? shipped
  const bundled = readCompiledRules(readAscii(join(folder, 'rules.jsonl')))
  const { problems, files, ...user } =
    ruleFiles.length === 0 ? noUserRules : loadExtra().readUserRules(ruleFiles, bundled, [catalog, shipped])
  const knowledge: Knowledge = {
    catalog,
    rules: assembleRules(bundled, user),
    manifestSchema: { check, errors: (value) => loadExtra().manifestErrors(value) },
    changedSince: (release) => loadExtra().changedSince(folder, catalog, release),
  }
  return {
    problems,
    knowledge,
    files,
    lint: (inputs, options) => {
      if (problems.length > 0) throw new Error('rule files with problems were used')
      return lint(inputs, knowledge, { ...options, evidenceExists: evidenceLookup(inputs) })
    },
  }
}

function parse(folder: string, name: string): unknown {
  return JSON.parse(readText(join(folder, name)))
}

/** What was piped in has no folder to look from: its evidence counts as there. */
function evidenceLookup(inputs: readonly Input[]): (manifest: string, reference: string) => boolean {
  const byName = new Map(inputs.map((input) => [input.name, input]))
  return (manifest, reference) => byName.get(manifest)?.exists?.(reference) ?? true
}
