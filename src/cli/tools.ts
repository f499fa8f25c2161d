/** The work behind the commands that people type by hand; in the second bundle. */

import { join } from 'node:path'
import { type Incident, replayIncidents } from '../analysis/incidents.ts'
import { fixPlan, type Plan } from '../analysis/plan.ts'
import { checks } from '../checks/checks.ts'
import { coverageMatrix, coverageText } from '../explain/coverage-text.ts'
import { explain, explainable, type Library } from '../explain/explain.ts'
import { incidentsText } from '../explain/incidents-text.ts'
import { planText } from '../explain/plan-text.ts'
import { readTexts } from '../explain/texts.ts'
import { changesBetween, changesText } from '../explain/what-if-text.ts'
import { subjectNames, why } from '../explain/why.ts'
import { readText } from '../io.ts'
import { bundledRules } from '../library/knowledge.ts'
import type { Knowledge } from '../lint.ts'
import { readManifestValue } from '../manifest/read-manifest.ts'
import { jsonText } from '../report/json-text.ts'
import type { ReadSnippet, SnippetResult } from '../rules/examples.ts'
import { knownIds } from '../rules/known-ids.ts'
import type { RuleFile } from '../rules/read-rules.ts'
import type { RuleEntry } from '../rules/rule.ts'
import { testRuleEntries } from '../rules/test-rules.ts'
import type { Analysed } from './analysed.ts'
import { fullCatalog } from './catalog-tools.ts'

/** Everything that `explain` has pages about. `folder` holds the compiled data. */
export function openLibrary(folder: string, knowledge: Knowledge): Library {
  return {
    catalog: fullCatalog(folder, knowledge),
    rules: knowledge.rules,
    checks,
    texts: readTexts(parse(folder, 'texts.json')),
  }
}

/** Runs the snippets of the bundled rules, or of the user's files where there are some. */
export function testRules(folder: string, files: readonly RuleFile[], knowledge: Knowledge): SnippetResult[] {
  const bundled = bundledRules(folder)
  const read = snippetReader(knowledge)
  if (files.length === 0) {
    const examples = parse(folder, 'rule-examples.json') as Record<string, Pick<RuleEntry, 'examples'>>
    const entries = bundled.rules.map((rule) => ({ ...rule.entry, examples: examples[rule.id]?.examples ?? [] }))
    return testRuleEntries(entries, 'bundled', bundled.definitions(), read)
  }
  const definitions = new Map([...bundled.definitions(), ...files.flatMap((file) => [...file.definitions])])
  return files.flatMap((file) => testRuleEntries(file.rules, file.name, definitions, read))
}

/** Snippets are held against the manifest format like manifests: a snippet that is none proves nothing. */
function snippetReader(knowledge: Knowledge): ReadSnippet {
  const ids = knownIds(knowledge.catalog)
  return (value, route) => {
    const { manifest, problems } = readManifestValue(value, knowledge.manifestSchema, ids)
    const placed = problems.map((problem) => {
      const place =
        'path' in problem.place ? { ...problem.place, path: [...route, ...problem.place.path] } : problem.place
      return { ...problem, place }
    })
    return manifest === undefined ? { problems: placed } : { manifest, problems: placed }
  }
}

/** The plan for one system, as text or data. */
export function planPage({ input, exposures, manifest }: Analysed, steps: number, json: boolean): string {
  const plan = fixPlan(input, exposures)
  if (json) return dataText({ system: manifest.system.name, ...planData(plan) })
  const contacts = new Map(
    Object.entries(manifest.owners ?? {}).flatMap(([id, { contact }]) =>
      contact === undefined ? [] : [[id, contact] as const],
    ),
  )
  return planText(plan, { system: manifest.system.name, catalog: input.catalog, steps, contacts })
}

function planData({ steps, left, unplanned, open }: Plan): object {
  const named = (exposure: Plan['left'][number]): object => ({
    technique: exposure.technique,
    subject: exposure.subject,
    severity: exposure.severity,
    rule: exposure.rule,
  })
  return {
    open,
    steps: steps.map((step) => ({ ...step, closes: step.closes.map(named) })),
    left: left.map(named),
    unplanned: unplanned.map(named),
  }
}

/** The case studies replayed on one system, as text or data. */
export function incidentsPage(
  { exposures, manifest, input }: Analysed,
  folder: string,
  all: boolean,
  json: boolean,
): string {
  const incidents: readonly Incident[] = replayIncidents(exposures, input.catalog)
  if (json) return dataText({ system: manifest.system.name, incidents })
  return incidentsText(manifest.system.name, incidents, fullCatalog(folder, input), all)
}

export { changesBetween, changesText, coverageMatrix, coverageText, explain, explainable, subjectNames, why }

/** JSON in which `tell` finds nothing to break: its backslashes would not be JSON any more. */
export function dataText(data: object): string {
  return jsonText({ schemaVersion: 1, ...data }).replace(/(?<=\s):(?=:)/gu, '\\u003a')
}

function parse(folder: string, name: string): unknown {
  return JSON.parse(readText(join(folder, name)))
}
