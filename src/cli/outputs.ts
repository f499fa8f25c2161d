/** Which report goes where. */

import { resolve } from 'node:path'
import { type Found, isSameFile, writeAtomically } from '../io.ts'
import { wantsColor, wantsUnicode } from '../report/color.ts'
import type { Report } from '../report/report.ts'
import type { ReporterOptions } from '../report/reporter.ts'
import { reporters } from '../report/reporters.ts'
import type { GlobalOptions } from './context.ts'
import type { Target } from './parsers.ts'
import type { Surroundings } from './surroundings.ts'
import { UsageError } from './usage-error.ts'

/** Refuses, before anything is read, two reports in one place and a report over an input. */
export function checkTargets(targets: readonly Target[], inputs: readonly Found[], cwd: string): void {
  const places = new Set<string>()
  for (const { file } of targets) {
    const place = file === undefined ? 'stdout' : resolve(cwd, file)
    if (places.has(place))
      throw new UsageError(`two reports go to ${file ?? 'stdout'}: write one to a file (-f json=report.json)`)
    places.add(place)
    const input = file === undefined ? undefined : inputs.find((found) => isSameFile(found.file, place))
    if (input) throw new UsageError(`the report would overwrite its input ${input.name}`)
  }
}

/** Files first: when one cannot be written, stdout does not claim success. */
export function writeReports(
  report: Report,
  targets: readonly Target[],
  options: GlobalOptions & { readonly maxDetails?: number },
  surroundings: Surroundings,
): void {
  const rendered = targets.map((target) => ({
    ...target,
    text: reporters[target.format](report, reporterOptions(target, options, surroundings)),
  }))
  for (const { file, text } of rendered) if (file !== undefined) writeAtomically(resolve(surroundings.cwd, file), text)
  for (const { file, text } of rendered) if (file === undefined) surroundings.stdout.write(text)
}

/** A file is not a terminal: it gets plain ASCII, whatever the flags say. */
function reporterOptions(
  { file }: Target,
  { color, quiet, maxDetails }: GlobalOptions & { readonly maxDetails?: number },
  { env, stdout }: Surroundings,
): ReporterOptions {
  const isTerminal = file === undefined && (stdout.isTTY ?? false)
  return {
    color: file === undefined && wantsColor(color, env, isTerminal),
    unicode: wantsUnicode(env, isTerminal),
    width: (isTerminal && stdout.columns) || 80,
    quiet: quiet ?? false,
    ...(maxDetails === undefined ? {} : { maxDetails }),
  }
}
