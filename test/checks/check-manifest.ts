/** A manifest as text through everything that a check looks at. */

import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect } from 'vitest'
import { analyse } from '../../src/analysis/exposures.ts'
import { readCatalog } from '../../src/atlas/read.ts'
import type { CheckInput } from '../../src/checks/check.ts'
import { runChecks } from '../../src/checks/run-checks.ts'
import type { Finding } from '../../src/finding.ts'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { rulesFrom } from '../../src/rules/read-rules.ts'
import type { RuleEntry } from '../../src/rules/rule.ts'
import { readSource } from '../../src/source/reader.ts'
import type { Source } from '../../src/source/source.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { compiled, root } from '../atlas/compiled.ts'
import { today, usualRules } from './clean.ts'

export const catalog = readCatalog(compiled.slim)

const isManifest = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(`${root}schemas/manifest.schema.json`, 'utf8')),
)

export type Surroundings = Partial<
  Pick<
    CheckInput,
    | 'now'
    | 'missingFiles'
    | 'evidenceMaxAge'
    | 'evidenceRequiredFor'
    | 'longestAcceptance'
    | 'lockedRules'
    | 'ownerBook'
    | 'hasCodeowner'
    | 'minimumMitigated'
    | 'changedSince'
    | 'hasFiledDecisions'
  >
> & {
  readonly rules?: readonly RuleEntry[]
}

export interface Checked {
  readonly source: Source
  readonly input: CheckInput
  readonly findings: readonly Finding[]
}

export function checkManifest(text: string, { rules = usualRules, ...given }: Surroundings = {}): Checked {
  const { source, problems } = readSource('ai-system.yaml', text)
  expect(problems).toEqual([])
  // A snippet that the reader would refuse shows nothing.
  isManifest(source.value)
  expect(isManifest.errors).toBeNull()
  const manifest = source.value as Manifest
  const system = buildSystem(manifest)
  const now = given.now ?? today
  const asked = rulesFrom(rules, 'test', new Map())
  const input: CheckInput = {
    manifest,
    system,
    catalog,
    analysis: analyse({ system, catalog, rules: asked, now }),
    rules: asked,
    missingFiles: undefined,
    evidenceMaxAge: 365,
    minimumMitigated: undefined,
    changedSince: () => new Set(),
    ...given,
    now,
  }
  return { source, input, findings: runChecks(input) }
}

/** What a report underlines for a finding. */
export function markedText({ text, span }: Source, { place }: Finding): string {
  const { line, column, endLine, endColumn } = span(place)
  const lines = text.split('\n')
  expect(endLine).toBe(line)
  return (lines[line - 1] ?? '').slice(column - 1, endColumn - 1)
}
