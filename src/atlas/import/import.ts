/** The way in for other catalogs: a file's bytes → a catalog, with everything that was repaired, left out or has to be known. */

import { type Place, type Span, withFix } from '../../finding.ts'
import { readSource } from '../../source/reader.ts'
import type { Source } from '../../source/source.ts'
import { type FullCatalog, readFullCatalog } from '../full.ts'
import { readAliased } from './aliases.ts'
import { compile } from './compile.ts'
import type { AtlasFacts } from './facts.ts'
import { formatOf } from './formats.ts'
import { notesOn } from './notes.ts'
import type { Slip, Slips } from './reading.ts'
import { releaseInName } from './release.ts'
import { repair } from './repair.ts'

/** Larger files are refused; the largest official one has 0.9 MB. */
export const maxCatalogSize = 5_000_000

/** Something about a place in the file. */
export interface Remark {
  readonly at: Span
  readonly message: string
}

export interface Imported {
  readonly catalog: FullCatalog
  /** The compiled catalog as a value for JSON. */
  readonly json: object
  /** What was repaired or left out, in the order of the file. */
  readonly slips: readonly Remark[]
  readonly notes: readonly string[]
}

export interface Refused {
  readonly problems: readonly Remark[]
}

/** Reads ATLAS data in any format that is known. `bundled` has our classes of mitigations and the history. */
export function importCatalog(name: string, bytes: Uint8Array | string, bundled: FullCatalog): Imported | Refused {
  const read = readFile(name, bytes)
  if ('problems' in read) return read
  const { source, slips } = read
  const root = { value: source.value, path: [] }
  const refuse = (message: string): Refused => ({ problems: [remark(source, { path: [], message })] })
  const format = formatOf(source.value)
  if (typeof format === 'string') return refuse(format)
  const found = format.read(root, slips)
  const tooMany = excess(found)
  if (tooMany !== undefined) return refuse(tooMany)
  const facts = repair(found, slips)
  if (facts.techniques.length === 0 || facts.tactics.length === 0)
    return refuse('the file has no technique or no tactic that could be read')
  const release = releaseOf(name, facts, slips)
  if (release === undefined) return refuse('the file states no release: name it ATLAS-<release>.yaml')
  const edition = { ...facts, release }
  const json = compile(edition, facts.source ?? sourceNote(name), bundled)
  const catalog = readFullCatalog(json)
  const located = slips
    .map((slip) => remark(source, slip))
    .toSorted((one, other) => one.at.line - other.at.line || one.at.column - other.at.column)
  return { catalog, json, slips: located, notes: notesOn(edition, bundled, catalog) }
}

/** Far more than ATLAS has, few enough to be held against each other. */
const most = { tactics: 200, techniques: 5000, mitigations: 1000, caseStudies: 5000 } as const

function excess(facts: AtlasFacts): string | undefined {
  for (const [name, number] of Object.entries(most)) {
    const found = facts[name as keyof typeof most].length
    if (found > number)
      return `the file has ${found} ${name === 'caseStudies' ? 'case studies' : name}, more than ${number}`
  }
  return undefined
}

/** The usual reader; where all that it has against a file is its aliases, the narrower one that writes them out. */
function readFile(name: string, bytes: Uint8Array | string): { source: Source; slips: Slips } | Refused {
  const { source, problems } = readSource(name, bytes, { maxBytes: maxCatalogSize, maxProblems: 1000 })
  const codes = new Set(problems.map(({ code }) => code))
  codes.delete('duplicate-key')
  const sharing = codes.delete('anchors-and-aliases')
  if (codes.size > 0) {
    return {
      problems: problems.map((problem) => ({ at: source.span(problem.place), message: withFix(problem) })),
    }
  }
  const readable = sharing ? readAliased(source) : source
  if ('offset' in readable) {
    const { message, offset } = readable
    return { problems: [{ at: source.span({ offset }), message }] }
  }
  const doubles = problems.filter(({ code }) => code === 'duplicate-key')
  return {
    source: readable,
    slips: doubles.map(({ message, place }) => ({ ...pathOf(place), message: `${message}: the first one is taken` })),
  }
}

type PlacedSlip = Slip & { readonly place?: Place }

/** A double key has no route, only an offset. */
function pathOf(place: Place): { path: Slip['path']; place: Place } {
  return { path: 'path' in place ? place.path : [], place }
}

function remark(source: Source, { path, place, message }: PlacedSlip): Remark {
  return { at: source.span(place ?? { path }), message }
}

/** MITRE names a file by its release; the word inside was sometimes forgotten. */
function releaseOf(name: string, { release }: AtlasFacts, slips: Slips): string | undefined {
  const named = releaseInName(name)
  if (named === undefined || named === release) return release
  const says = release === undefined ? 'no release' : `release ${release}`
  slips.push({ path: [], message: `the file states ${says}, its name ${named}: ${named} is taken` })
  return named
}

function sourceNote(name: string): string {
  return `MITRE ATLAS (Apache-2.0), facts only; imported from ${name.split(/[/\\]/).at(-1)}`
}
