/** SARIF files that shards wrote: everything that merging them looks at is checked, the rest is passed on. */

import { severities } from '../finding.ts'
import type { SarifPart } from '../report/merge-sarif.ts'
import { type JsonFile, refuseOtherVersion } from './report-files.ts'
import { UsageError } from './usage-error.ts'

type Check = (value: unknown) => boolean

/** True for a file that is meant to be SARIF. */
export function isSarif({ value }: JsonFile): boolean {
  return Array.isArray(field(value, 'runs'))
}

/** The SARIF of a shard. Without a shard's words nobody could tell whether the verdict is whole. */
export function readSarif({ name, value }: JsonFile): SarifPart {
  const [run, second] = field(value, 'runs') as unknown[]
  const driver = field(field(run, 'tool'), 'driver')
  const is = (check: boolean, what: string) => {
    if (!check) throw new UsageError(`${name} is not SARIF of a shard that atlaslint wrote: ${what}`)
  }
  is(field(value, 'version') === '2.1.0' && second === undefined, 'it is not one run of SARIF 2.1.0')
  is(field(driver, 'name') === 'atlaslint', 'the tool is another')
  refuseOtherVersion(name, field(driver, 'version'))
  is(isShard(field(run, 'properties')), 'nothing is said of a shard (lint --shard i/n -f sarif)')
  is(listOf(isRule)(field(driver, 'rules')), 'its rules are broken')
  is(isOneTaxonomy(field(run, 'taxonomies')), 'its taxonomy is broken')
  const known = new Set((field(driver, 'rules') as { id: string }[]).map(({ id }) => id))
  const isKnown: Check = (result) => isResult(result) && known.has(field(result, 'ruleId') as string)
  is(listOf(isKnown)(field(run, 'results')), 'its results are broken')
  const log = value as SarifPart['log']
  return { name, shard: log.runs[0].properties.shard, log }
}

/** A field of an object that may be none. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}

const isText: Check = (value) => typeof value === 'string'
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check)
}

const isNamed: Check = (value) => isText(field(value, 'id'))
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const isShard: Check = (value) => {
  const shard = field(value, 'shard')
  return (
    isCount(field(shard, 'index')) &&
    isCount(field(shard, 'count')) &&
    isText(field(shard, 'run')) &&
    isCount(field(value, 'leftOut')) &&
    optional(listOf(isText))(field(value, 'systems')) &&
    [0, 1].includes(field(value, 'exitCode') as number)
  )
}

const isRule: Check = (value) =>
  isNamed(value) && optional(listOf((one) => isNamed(field(one, 'target'))))(field(value, 'relationships'))

const isOneTaxonomy: Check = (value) =>
  Array.isArray(value) && value.length === 1 && listOf(isNamed)(field(value[0], 'taxa'))

/** A map of names to texts. */
const isTexts: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText)

const isResult: Check = (value) => {
  const locations = field(value, 'locations')
  return (
    Array.isArray(locations) &&
    isText(field(field(field(locations[0], 'physicalLocation'), 'artifactLocation'), 'uri')) &&
    isTexts(field(value, 'partialFingerprints')) &&
    optional(listOf(isNamed))(field(value, 'taxa')) &&
    optional(listOf((one) => optional(isText)(field(one, 'justification'))))(field(value, 'suppressions')) &&
    (severities as readonly unknown[]).includes(field(field(value, 'properties'), 'severity'))
  )
}
