import { exitCode } from './exit-code.ts'
import { InParts, jsonPieces } from './json-text.ts'
import { systemsIn } from './merge-pieces.ts'
import type { Report } from './report.ts'
import type { Reporter, ReporterOptions } from './reporter.ts'
import { SarifResults } from './sarif-results.ts'
import { type SarifRules, taxonomyName } from './sarif-rules.ts'

/** GitHub refuses a file with more. */
export const mostResults = 25_000

const schema = 'https://json.schemastore.org/sarif-2.1.0.json'
const home = 'https://github.com/atlaslint/atlaslint'

/**
 * SARIF 2.1.0 for code scanning. ATLAS is a taxonomy in it; each rule stands once for each technique that it speaks of, because others
 * take a severity for a property of the rule. What was decided is left out unless asked for: GitHub would open it again.
 */
export const sarif: Reporter = (report, options) => sarifOf(report, options, mostResults)

/** The same with another limit of results. */
export function sarifOf(report: Report, options: ReporterOptions, limit: number): string {
  return [...sarifPieces(report, options, limit)].join('')
}

/** The same in pieces: a result tells its whole way, and so a file can be a hundred times as long as the manifest. */
export function sarifPieces(report: Report, options: ReporterOptions, limit = mostResults): Generator<string> {
  const results = new SarifResults(report, options, limit)
  const run = {
    tool: { driver: driver(report, results.rules) },
    automationDetails: { id: 'atlaslint/' },
    columnKind: 'utf16CodeUnits',
    invocations: [invocation(results.left, limit)],
    taxonomies: [results.rules.taxonomy()],
    results: new InParts(results.make()),
    ...ofShard(report, results.left),
  }
  return jsonPieces(new InParts({ $schema: schema, version: '2.1.0', runs: new InParts([new InParts(run)]) }))
}

/** What `merge-sarif.ts` has to know of a shard; a run over everything says nothing of the kind. */
function ofShard(report: Report, leftOut: number): object {
  const { shard, baseline, manifests } = report
  if (shard === undefined) return {}
  const systems = baseline === undefined ? {} : { systems: [...systemsIn(manifests)] }
  return { properties: { shard, exitCode: exitCode(report), leftOut, ...systems } }
}

function driver({ tool }: Report, rules: SarifRules): object {
  return {
    name: tool.name,
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: home,
    supportedTaxonomies: [{ name: taxonomyName, index: 0 }],
    rules: rules.rules(),
  }
}

/** What was left out is said. */
export function invocation(left: number, limit: number): object {
  if (left === 0) return { executionSuccessful: true }
  const text = `The ${left} mildest results are left out: a file holds ${limit}.`
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text } }] }
}
