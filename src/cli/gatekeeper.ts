/** Decisions files and the baseline of a run. In the second bundle: a run without them loads nothing of this. */

import { dirname, resolve, sep } from 'node:path'
import {
  displayName,
  type Found,
  findFiles,
  isFolder,
  isManifestName,
  isSameFile,
  isThere,
  readInput,
  readText,
  realPath,
  realPathIfThere,
} from '../io.ts'
import { writeAtomically } from '../io-write.ts'
import { decideBy } from '../manifest/decided.ts'
import { type BaselineRun, holdAgainst } from '../report/baseline.ts'
import { baselineText, changedBaseline, readBaseline } from '../report/baseline-file.ts'
import { withLostDecisions } from '../report/lost-decisions.ts'
import type { BaselineEntry, Report } from '../report/report.ts'
import { count } from '../report/words.ts'
import { type Context, complain } from './context.ts'
import { type OpenDecisions, openDecisions, standingAt, systemNameIn } from './decisions-files.ts'
import { filesAtRef } from './files-at-ref.ts'
import type { GateFlags, Gatekeeper, RunFacts } from './gatekeeping.ts'
import { UsageError } from './usage-error.ts'

/** Each pair has an option that writes the baseline or ignores decisions: without any of those there is nothing to refuse. */
export function refuseContradictions({
  updateBaseline,
  baseline,
  decisionsFrom,
  ignoreDecisions,
  prune,
}: GateFlags): void {
  const writes = updateBaseline !== undefined ? '--update-baseline' : prune ? '--prune' : undefined
  const pairs: [boolean, string, string][] = [
    [updateBaseline !== undefined && baseline !== undefined, '--update-baseline', `--${baseline ? '' : 'no-'}baseline`],
    [prune === true && baseline === false, '--prune', '--no-baseline'],
    [ignoreDecisions === true && decisionsFrom !== undefined, '--ignore-decisions', '--decisions-from'],
    [writes !== undefined && ignoreDecisions === true, writes ?? '', '--ignore-decisions'],
    [writes !== undefined && decisionsFrom !== undefined, writes ?? '', '--decisions-from'],
  ]
  for (const [both, one, other] of pairs) if (both) throw new UsageError(`${one} and ${other} exclude each other`)
}

/** Reads all that is asked for before anything is judged. */
export function gatekeeper(
  flags: GateFlags,
  facts: RunFacts,
  baselinePath: string | undefined,
  context: Context,
): Gatekeeper {
  const decisions = decisionsOf(flags, facts, context)
  const baseline = baselinePath === undefined ? undefined : baselineOf(baselinePath, flags, facts, context)
  return {
    options: {
      decide: decisions.decide,
      ...(baseline === undefined ? {} : { mark: baseline.run.mark }),
    },
    files: [...decisions.files, ...(baseline?.files ?? [])],
    writes: baseline?.writes ?? [],
    ...(baseline === undefined ? {} : { readOthers: baseline.readOthers }),
    finish: (report, levelsOf, only) =>
      decisions.finish(baseline === undefined ? report : baseline.finish(report), levelsOf, only),
  }
}

function decisionsOf(flags: GateFlags, facts: RunFacts, context: Context) {
  const { cwd } = context.surroundings
  const named = flags.decisions === undefined ? undefined : resolve(cwd, flags.decisions)
  const open = new Map<string, OpenDecisions>()
  const fileOf = (name: string): OpenDecisions | undefined => {
    const path = named ?? facts.configuredOf(name)?.decisions?.value
    if (path === undefined) return undefined
    const known = open.get(path) ?? openDecisions(displayName(path, cwd), context)
    open.set(path, known)
    return known
  }
  if (named !== undefined) fileOf('')
  for (const { name } of facts.found) fileOf(name)
  const { decisionsFrom: from, ignoreDecisions: ignore = false } = flags
  const standing = from === undefined ? undefined : standingAt(from, facts.found, fileOf, cwd).standing
  const files = [...open.values()]
  return {
    files: files.map(({ path, decisions }) => ({ name: decisions.source.name, file: path })),
    decide: decideBy({ fileOf: (name) => fileOf(name)?.decisions, ignore, standing }),
    finish: (report: Report, levelsOf: LevelsOf = () => undefined, only?: Only): Report =>
      withDecisions(report, { files, fileOf, facts, from, ignore, cwd, levelsOf, only }),
  }
}

interface Taken {
  readonly files: readonly OpenDecisions[]
  readonly fileOf: (name: string) => OpenDecisions | undefined
  readonly facts: RunFacts
  readonly from: string | undefined
  readonly ignore: boolean
  readonly cwd: string
  readonly levelsOf: LevelsOf
  readonly only: Only
}

type LevelsOf = NonNullable<Parameters<Gatekeeper['finish']>[1]>
type Only = Parameters<Gatekeeper['finish']>[2]

/** The report with how decisions were taken, and the decisions that nothing took up. */
function withDecisions(report: Report, { files, fileOf, facts, from, ignore, cwd, levelsOf, only }: Taken): Report {
  const names = files.map(({ decisions }) => decisions.source.name)
  const sources = Object.fromEntries(files.map(({ decisions: { source } }) => [source.name, source.text]))
  const taken: Report = {
    ...report,
    ...(names.length === 0 ? {} : { sources: { ...report.sources, ...sources } }),
    decisions: {
      ...(names.length === 0 ? {} : { files: names }),
      ...(from === undefined ? {} : { from }),
      ...(ignore ? { ignored: true } : {}),
    },
  }
  return files.reduce((before, file) => {
    const concerns = ({ file: name }: { readonly file: string }) => fileOf(name) === file
    const first = report.manifests.find(concerns)
    const level = first && levelsOf(first.file)?.get('unresolved-decision')
    return withLostDecisions(before, file.decisions, { isWhole: isWhole(file.path, facts, cwd), concerns, level, only })
  }, taken)
}

/** True when every manifest beside or below a file was judged: nothing is named, or only folders that hold the file. */
function isWhole(file: string, { paths, isPart }: RunFacts, cwd: string): boolean {
  if (isPart) return false
  const home = realPath(dirname(file))
  const folders = (paths.length === 0 ? ['.'] : paths).map((path) => resolve(cwd, path))
  return folders.every((folder) => isFolder(folder) && `${home}${sep}`.startsWith(`${realPath(folder)}${sep}`))
}

/** Whether a manifest beside or below a file that this run does not judge may be about a system; they are read when that is first asked. */
function elsewhere(file: string, { found, piped }: RunFacts, cwd: string) {
  let names: ReadonlySet<string> | undefined | 'unread' = 'unread'
  const isElsewhere = (system: string): boolean => {
    if (names === 'unread') {
      const judged = [...found.map(({ file }) => file), ...(piped === undefined ? [] : [resolve(cwd, piped)])]
      names = systemsBelow(dirname(file), new Set(judged.map((path) => realPathIfThere(path))))
    }
    return names?.has(system) ?? true
  }
  return { isElsewhere, readOthers: () => names !== 'unread' }
}

/** Undefined where they cannot be read. One without a name is not valid, and has no entries. */
function systemsBelow(folder: string, without: ReadonlySet<string | undefined>): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  try {
    for (const found of findFiles(['.'], { cwd: folder, wanted: isManifestName, described: '', allowEmpty: true })) {
      if (without.has(realPath(found.file))) continue
      const name = systemNameIn(readInput(found, maxSize).bytes)
      if (name !== undefined) names.add(name)
    }
  } catch {
    return undefined
  }
  return names
}

interface OpenBaseline {
  readonly files: readonly Found[]
  readonly writes: readonly Found[]
  readonly run: BaselineRun
  readonly readOthers: () => boolean
  finish(report: Report): Report
}

function baselineOf(path: string, flags: GateFlags, facts: RunFacts, context: Context): OpenBaseline {
  const { cwd } = context.surroundings
  const file = displayName(path, cwd)
  const input = facts.found.find((found) => isSameFile(found.file, path))
  if (input !== undefined) throw new UsageError(`the baseline would be the manifest ${input.name}`)
  const before = isThere(path) ? readEntries(path, file) : []
  const { updateBaseline, prune = false, decisionsFrom: from } = flags
  const standing = from === undefined ? {} : { standing: entriesAt(from, path, file, cwd) }
  const writes = updateBaseline !== undefined
  const whole = isThere(path) && isWhole(path, facts, cwd)
  const { isElsewhere, readOthers } = elsewhere(path, facts, cwd)
  const others = whole ? {} : { isElsewhere }
  const run = holdAgainst({ file, entries: before, isWhole: whole, takesAll: writes, ...standing, ...others })
  const finish = (report: Report): Report => {
    if (!writes && !prune) return run.finish(report)
    const change = changedBaseline(before, run, { adds: writes, prunes: prune })
    const text = baselineText(change.entries)
    if (!isThere(path) || readText(path) !== text) writeAtomically(path, text)
    const parts = [`${change.added} added`, `${change.dropped} dropped`, `${change.changed} changed`]
    complain(context.surroundings, `${file}: ${count(change.entries.length, 'entry', 'entries')}; ${parts.join(', ')}`)
    return prune ? run.finish(report, []) : run.finish(report)
  }
  const self = { name: file, file: path }
  return { files: isThere(path) ? [self] : [], writes: writes || prune ? [self] : [], run, readOthers, finish }
}

/** As for reports that are merged: room for a million findings. */
const maxSize = 268_435_456

function readEntries(path: string, name: string): BaselineEntry[] {
  if (isFolder(path)) throw new UsageError(`${name} is a folder: name a file`)
  return readBaseline(name, Buffer.from(readInput({ name, file: path }, maxSize).bytes).toString('utf8'))
}

/** The baseline as it stands at a ref; where there is none, nothing is known. */
function entriesAt(ref: string, path: string, name: string, cwd: string): BaselineEntry[] {
  const bytes = filesAtRef(ref, [path], cwd)(path)
  return bytes === undefined ? [] : readBaseline(`${name} at ${ref}`, Buffer.from(bytes).toString('utf8'))
}
