/**
 * `lint --cache`: a run in which nothing changed is told again, and one in which some manifests changed judges those. A report with the
 * cache is the same, byte for byte, as one without. The entry of `dist/cache.cjs`: a run without it loads nothing of this, and one with it
 * nothing of what is rare.
 */

import { resolve } from 'node:path'
import type { Found } from '../../io.ts'
import { writeAtomically } from '../../io-write.ts'
import { exitCode } from '../../report/exit-code.ts'
import type { Context } from '../context.ts'
import { summaryFile } from '../outputs.ts'
import { CacheFolder } from './cache-folder.ts'
import { ManifestResults } from './manifest-results.ts'
import { type CacheRequest, installCache, type ResultCache } from './request.ts'
import { Contents, RunResults, type Written } from './run-results.ts'
import { Tape } from './tape.ts'
import { judgingKey, placeOf, runKey } from './told.ts'

/** From this many manifests on, optimised code pays. */
const many = 1000

/** Undefined where nothing can be kept; then that was said. */
export function resultCache(request: CacheRequest): ResultCache | undefined {
  const { context, options } = request
  if (dependsOnMore(request)) return undefined
  // Asking the file system about thousands is long work as well.
  if (request.found.length >= many) context.surroundings.optimize?.()
  const folder = CacheFolder.open(typeof options.cache === 'string' ? options.cache : undefined, context)
  if (folder === undefined) return undefined
  const place = (found: Found): string => placeOf(found, request)
  const run = doesMore(request) ? undefined : new RunResults(folder, runKey(request), runFiles(request, place))
  let manifests: ManifestResults | undefined
  const contents = new Contents()
  const tape = new Tape()
  const results = (): ManifestResults => {
    manifests ??= new ManifestResults(folder, judgingKey(request))
    return manifests
  }
  const files = new Map(request.found.map((found) => [found.name, found]))
  return {
    replay: () => {
      const ended = run?.recall()
      if (ended === undefined) return undefined
      write(ended.written, context)
      return ended.code
    },
    watched: function* (inputs) {
      for (const input of inputs) {
        const { file } = input
        yield file === undefined ? input : { ...input, exists: (reference) => results().exists(file, reference) }
      }
    },
    options: {
      recall: (input, judge) => {
        const found = files.get(input.name)
        if (found === undefined) return judge()
        const where = place(found)
        contents.add(where, input.bytes)
        return results().recall(where, input, judge)
      },
    },
    look: { tap: (target, pieces) => (run === undefined ? pieces : tape.record(target.file, pieces)) },
    save: (report) => {
      results().save()
      const written = tape.written()
      if (written !== undefined && !request.readOthers())
        run?.save({ code: exitCode(report), written }, contents.hash(), results().evidence())
    },
  }
}

/** What is judged comes from more than files: from git, or through a pipe. */
function dependsOnMore({ options, paths }: CacheRequest): boolean {
  return options.decisionsFrom !== undefined || options.stdinFilename !== undefined || paths.includes('-')
}

/** A run that leaves more behind than its reports, or in which git says what is shown. */
function doesMore({ options, context }: CacheRequest): boolean {
  const { changedSince, updateBaseline, prune } = options
  const asked = changedSince !== undefined || updateBaseline !== undefined || prune === true
  return asked || summaryFile(options, context.surroundings) !== undefined
}

function runFiles({ found, options, context }: CacheRequest, place: (found: Found) => string) {
  const { env, now } = context.surroundings
  return {
    found,
    placeOf: place,
    maxFileSize: options.maxFileSize,
    // A fresh checkout has fresh time stamps, and a machine that many use is no place for short cuts.
    byContent: env.CI !== undefined && !['', 'false', '0'].includes(env.CI),
    began: now.getTime(),
  }
}

/** Files first, as always. */
function write(written: readonly Written[], { surroundings }: Context): void {
  for (const { file, bytes } of written)
    if (file !== undefined) writeAtomically(resolve(surroundings.cwd, file), [bytes])
  for (const { file, bytes } of written) if (file === undefined && bytes.length > 0) surroundings.stdout.write(bytes)
}

installCache(() => resultCache)
