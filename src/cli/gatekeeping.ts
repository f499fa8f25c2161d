/** What stands between the findings and the gate: decisions from elsewhere, and the baseline. Here is only whether a run has any. */

import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Policy } from '../config/policy.ts'
import { type Found, isThere } from '../io.ts'
import { loadExtra } from '../load-extra.ts'
import { baselineName } from '../report/baseline-name.ts'
import type { Report } from '../report/report.ts'
import type { Configured } from './configured.ts'
import type { Context } from './context.ts'
import type { LintOptions } from './engine.ts'
import { UsageError } from './usage-error.ts'

export interface GateFlags {
  readonly decisions?: string
  readonly decisionsFrom?: string
  readonly ignoreDecisions?: boolean
  /** False for `--no-baseline`. */
  readonly baseline?: string | boolean
  /** True where no file is named. */
  readonly updateBaseline?: string | boolean
  readonly prune?: boolean
  readonly showAccepted?: boolean
}

/** What is known of a run before it begins. */
export interface RunFacts {
  /** Paths as named; none: this folder. */
  readonly paths: readonly string[]
  /** The manifests that are judged, without what is piped in. */
  readonly found: readonly Found[]
  /** Not all manifests there are: a shard, piped in, or those that a configuration names. */
  readonly isPart: boolean
  /** The file that the one that is piped in stands for. */
  readonly piped?: string | undefined
  /** The configuration of a manifest, by its name. */
  configuredOf(name: string): Pick<Configured, 'decisions'> | undefined
  /** The configuration that all manifests of the run fall under, where there is one. */
  readonly only: Pick<Configured, 'file'> | undefined
}

export interface Gatekeeper {
  /** How manifests are judged. */
  readonly options: Pick<LintOptions, 'decide' | 'mark'>
  /** Files that every manifest is held against. */
  readonly files: readonly Found[]
  /** Files that it writes; they need not be there. */
  readonly writes: readonly Found[]
  /** Whether manifests were looked into that the run does not judge. */
  readOthers?(): boolean
  /** The report with what was found out on the way; writes the baseline where that was asked for. `levelsOf` is what the configuration says of checks, `only` cuts what is added. */
  finish(report: Report, levelsOf?: (manifest: string) => Policy['checkLevels'], only?: LintOptions['only']): Report
}

declare module '../load-extra.ts' {
  interface Extra {
    refuseContradictions(flags: GateFlags): void
    gatekeeper(flags: GateFlags, facts: RunFacts, baseline: string | undefined, context: Context): Gatekeeper
  }
}

/** Adds the options about decisions and the baseline, in the group of the gate. */
export function addGatekeeping(command: Command): Command {
  return command
    .option('--decisions <file>', 'decisions beside those of the manifests')
    .option('--decisions-from <ref>', 'only decisions and baseline entries that stand at a git ref count')
    .option('--ignore-decisions', 'no decision counts: for an audit')
    .option('--baseline <file>', `known findings, which fail nothing (default: ${baselineName}, if there)`)
    .option('--no-baseline', 'no finding is known')
    .option('--update-baseline [file]', 'write what is found into the baseline')
    .option('--prune', 'take out of the baseline what is gone or has become milder')
}

const nothing: Gatekeeper = { options: {}, files: [], writes: [], finish: (report) => report }

/** Refuses what contradicts itself, and prepares what is asked for. */
export function gatekeeping(flags: GateFlags, facts: RunFacts, context: Context): Gatekeeper {
  const { updateBaseline, prune, ignoreDecisions } = flags
  if (updateBaseline !== undefined || prune || ignoreDecisions) loadExtra().refuseContradictions(flags)
  const baseline = baselineFile(flags, facts, context.surroundings.cwd)
  const isAsked =
    baseline !== undefined ||
    flags.decisions !== undefined ||
    flags.decisionsFrom !== undefined ||
    flags.ignoreDecisions === true ||
    facts.found.some(({ name }) => facts.configuredOf(name)?.decisions !== undefined)
  return isAsked ? loadExtra().gatekeeper(flags, facts, baseline, context) : nothing
}

/**
 * The baseline that is read or written (absolute): beside the configuration of all manifests, or else in the working folder, since several
 * have no common place. One that is named has to be there, unless this run writes it.
 */
function baselineFile(flags: GateFlags, { only }: RunFacts, cwd: string): string | undefined {
  const { baseline, updateBaseline, prune } = flags
  if (baseline === false) return undefined
  const named = [baseline, updateBaseline].find((value) => typeof value === 'string')
  const usual = join(only === undefined ? cwd : dirname(only.file), baselineName)
  const file = named === undefined ? usual : resolve(cwd, named as string)
  if (isThere(file) || updateBaseline !== undefined) return file
  if (named === undefined && !prune) return undefined
  throw new UsageError(`no such baseline: ${named ?? baselineName}; --update-baseline writes one`)
}
