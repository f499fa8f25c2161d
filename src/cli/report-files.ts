/** Reports that were written to files: read, held against the schema, and packed, because there may be many large ones. */

import { errors } from '../../dist/generated/report-errors.js'
import { type Found, findFiles, readInput } from '../io.ts'
import { type JsonReport, reportFrom } from '../report/from-json.ts'
import type { Part } from '../report/merge.ts'
import { packing } from '../report/packed.ts'
import type { SchemaError } from '../source/schema.ts'
import { version } from '../version.ts'
import type { Context } from './context.ts'
import { UsageError } from './usage-error.ts'

/** A file of JSON with its name. */
export interface JsonFile {
  readonly name: string
  readonly value: unknown
}

/** A text of this size can still be a string of JavaScript, with room for what is made of it. */
export const maxReportSize = 268_435_456

/** The files that these arguments name; of a folder those that end in `.json` or `.sarif`. */
export function reportFiles(paths: readonly string[], { surroundings: { cwd } }: Context): Found[] {
  return findFiles(paths, {
    cwd,
    wanted: (name) => /\.(json|sarif)$/.test(name),
    described: 'report (*.json, *.sarif)',
    allowEmpty: false,
  })
}

export function readJson(found: Found, maxSize: number): JsonFile {
  const { name, bytes } = readInput(found, maxSize)
  try {
    return { name, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}`)
  }
}

/** A report, and the rules that it speaks of. */
export interface ReadReport extends Part {
  readonly ruleIds: ReadonlySet<string>
}

/** The report in a file. */
export function readReport({ name, value }: JsonFile): ReadReport {
  refuseOtherVersion(name, Object(Object(value).tool).version)
  const [error] = errors(value)
  if (error !== undefined) throw new UsageError(`${name} is not a report of atlaslint: ${told(error)}`)
  const report = reportFrom(value as JsonReport)
  const ruleIds = new Set(
    report.manifests.flatMap(({ findings, exposures }) => [...findings, ...exposures].map(({ rule }) => rule)),
  )
  return {
    name,
    shard: report.shard,
    report: { ...report, manifests: report.manifests.map(packing()) },
    ruleIds,
  }
}

/** What another version wrote would not be merged to what that version would have written. */
export function refuseOtherVersion(name: string, written: unknown): void {
  if (typeof written === 'string' && written !== version)
    throw new UsageError(
      `${name} was written by atlaslint ${written}, and this is ${version}: use the version that wrote it`,
    )
}

function told({ keyword, instancePath, params }: SchemaError): string {
  const at = instancePath === '' ? 'at the top' : `at ${instancePath}`
  if (keyword === 'required') return `${at}, '${params.missingProperty}' is missing`
  if (keyword === 'additionalProperties') return `${at}, '${params.additionalProperty}' is unknown`
  if (keyword === 'type') return `${at} is something else than ${[params.type].flat().join(' or ')}`
  return `${at} is a value that cannot be there`
}
