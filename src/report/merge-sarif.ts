/** SARIF files of the shards of one run, as the file that the whole run would have written. */

import { type Severity, severities } from '../finding.ts'
import { jsonText } from './json-text.ts'
import { counter } from './listing.ts'
import type { Piece } from './merge-pieces.ts'
import type { Shard } from './report.ts'
import { invocation, mostResults } from './sarif.ts'

type Json = Readonly<Record<string, unknown>>
type Named = Json & { readonly id: string }

interface Result extends Json {
  readonly ruleId: string
  readonly taxa?: readonly Named[]
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }]
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly suppressions?: readonly { readonly justification?: string }[]
  readonly properties: { readonly severity: Severity }
}

/** A run of a shard, as far as it is looked into. */
interface Run extends Json {
  readonly tool: { readonly driver: Json & { readonly version: string; readonly rules: readonly Rule[] } }
  readonly taxonomies: readonly [Json & { readonly taxa: readonly Named[] }]
  readonly results: readonly Result[]
  readonly properties: {
    readonly shard: Shard
    readonly exitCode: number
    readonly leftOut: number
    /** What was judged, where a baseline was held against it. */
    readonly systems?: readonly string[]
  }
}

interface Rule extends Named {
  readonly relationships?: readonly { readonly target: Named }[]
}

export interface SarifPart extends Piece {
  readonly log: Json & { readonly runs: readonly [Run] }
}

export interface MergedSarif {
  readonly text: string
  /** The worst of the shards. */
  readonly exitCode: number
}

/** The merged file; the parts have been looked at, and are all shards of one run. */
export function mergeSarif(parts: readonly SarifPart[], limit = mostResults): MergedSarif {
  const runs = parts.map(({ log }) => log.runs[0])
  const all = groups.flatMap((group) =>
    inOrder(
      runs.flatMap(({ results }) => results.filter(group)),
      group,
    ),
  )
  const leftOut = runs.reduce((sum, { properties }) => sum + properties.leftOut, 0) + Math.max(0, all.length - limit)
  const { log } = parts[0] as SarifPart
  const { properties: _, ...first } = log.runs[0]
  const run = { ...first, invocations: [invocation(leftOut, limit)], ...indexed(all.slice(0, limit), runs) }
  return {
    text: jsonText({ ...log, runs: [run] }),
    exitCode: Math.max(...runs.map(({ properties }) => properties.exitCode)),
  }
}

type Group = (result: Result) => boolean

const isNews: Group = ({ suppressions }) => suppressions === undefined || suppressions.length === 0
const isKnown: Group = (result) => !isNews(result) && result.suppressions?.[0]?.justification === knownReason
const isSettled: Group = (result) => !isNews(result) && !isKnown(result)

/** In this order they stand in a file; what was settled is not sorted by severity. */
const groups: readonly Group[] = [isNews, isKnown, isSettled]

/** What `sarif-results.ts` says of a finding that the baseline knows. */
const knownReason = 'Known: it is in the baseline.'

/** Worst first, then by file; those of one file as they were. */
function inOrder(results: readonly Result[], group: Group): Result[] {
  const rank = ({ properties }: Result) => (group === isSettled ? 0 : -severities.indexOf(properties.severity))
  const keyed = results.map((result) => ({ result, rank: rank(result), file: fileOf(result) }))
  const byFile = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1)
  return keyed.sort((a, b) => a.rank - b.rank || byFile(a.file, b.file)).map(({ result }) => result)
}

function fileOf({ locations: [{ physicalLocation }] }: Result): string {
  const { uri } = physicalLocation.artifactLocation
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

/** Results with positions of rules and techniques that hold for all of them, in the order in which they are first named. */
function indexed(results: readonly Result[], runs: readonly Run[]): Json {
  const rules = new Map<string, { index: number; rule: Rule; rank: number }>()
  const taxa = new Map<string, number>()
  const nth = counter()
  const taxon = <T extends Named>(target: T): T => {
    if (!taxa.has(target.id)) taxa.set(target.id, taxa.size)
    return { ...target, index: taxa.get(target.id) }
  }
  const known = rulesOf(runs)
  const numbered = results.map((result) => {
    const { ruleId, partialFingerprints, properties } = result
    const rank = severities.indexOf(properties.severity)
    const before = rules.get(ruleId)
    const index = before?.index ?? rules.size
    if (before === undefined || before.rank < rank) rules.set(ruleId, { index, rank, rule: known(ruleId, rank) })
    return {
      ...result,
      ruleIndex: index,
      ...(result.taxa === undefined ? {} : { taxa: result.taxa.map(taxon) }),
      partialFingerprints: renumbered(partialFingerprints, nth),
    }
  })
  const { tool, taxonomies } = runs[0] as Run
  const described = [...rules.values()].map(({ rule }) => {
    if (rule.relationships === undefined) return rule
    const relationships = rule.relationships.map((one) => ({ ...one, target: taxon(one.target) }))
    return { ...rule, relationships }
  })
  const techniques = new Map(runs.flatMap((run) => run.taxonomies[0].taxa).map((one) => [one.id, one]))
  return {
    tool: { ...tool, driver: { ...tool.driver, rules: described } },
    taxonomies: [{ ...taxonomies[0], taxa: [...taxa.keys()].map((id) => techniques.get(id)) }],
    results: numbered,
  }
}

/** A rule is described by the shard that has its worst result: its grade follows from that. */
function rulesOf(runs: readonly Run[]): (id: string, rank: number) => Rule {
  const byRank = new Map<string, Rule>()
  for (const { tool, results } of runs) {
    const worst = new Map<string, number>()
    for (const { ruleId, properties } of results)
      worst.set(ruleId, Math.max(worst.get(ruleId) ?? 0, severities.indexOf(properties.severity)))
    for (const rule of tool.driver.rules) {
      const key = `${worst.get(rule.id)} ${rule.id}`
      if (!byRank.has(key)) byRank.set(key, rule)
    }
  }
  return (id, rank) => byRank.get(`${rank} ${id}`) as Rule
}

/** Equal findings are numbered, and each shard began with the first. */
function renumbered(fingerprints: Readonly<Record<string, string>>, nth: (key: string) => number): Json {
  const own = fingerprints['atlaslintFinding/v1']?.split(':')[0] ?? ''
  const number = nth(own)
  return { ...fingerprints, 'atlaslintFinding/v1': number === 1 ? own : `${own}:${number}` }
}
