/** A run over manifests that may have different configurations: one gate and one catalog, rules and policy for each. */

import { resolve } from 'node:path'
import type { Policy } from '../config/policy.ts'
import { type Found, folderHolding } from '../io.ts'
import type { GateOptions } from '../report/gate.ts'
import { folderOf } from './config-find.ts'
import type { ConfigOptions } from './config-options.ts'
import { type Configurations, type Configured, catalogOf, failOnOf } from './configured.ts'
import type { Context } from './context.ts'
import type { Prepared } from './engine.ts'
import { chosenCatalog, prepared, ruleInputs } from './with-tools.ts'

export interface RunOptions extends ConfigOptions {
  readonly rules?: readonly string[]
  readonly catalog?: string
  readonly failOn?: GateOptions['failOn']
  readonly stdinFilename?: string
}

export interface ConfiguredRun {
  readonly failOn: GateOptions['failOn']
  /** The catalog file, absolute or as given. */
  readonly catalog: string | undefined
  /** Configurations and the rule files that they name. */
  readonly files: readonly Found[]
  /** The one that all manifests fall under. */
  readonly only: Configured | undefined
  /** That of one manifest, by its name. */
  configuredOf(name: string): Configured | undefined
  /** The engine, ready for the first configuration; the others are made ready as well, so that a broken one ends the run early. */
  prepare(ruleFiles: readonly Found[]): { prepared: Prepared; policyOf?: (manifest: string) => Policy }
}

/** The configurations of these manifests, and of what is piped in. */
export function configuredRun(
  manifests: readonly Found[],
  hasStdin: boolean,
  options: RunOptions,
  configurations: Configurations,
  context: Context,
): ConfiguredRun {
  const { cwd } = context.surroundings
  const byName = new Map<string, { file: string | undefined; configured: Configured | undefined }>()
  for (const { name, file } of manifests) byName.set(name, { file, configured: configurations.of(folderHolding(file)) })
  if (hasStdin) {
    const { stdinFilename } = options
    const file = stdinFilename === undefined ? undefined : resolve(cwd, stdinFilename)
    byName.set(stdinFilename ?? '<stdin>', { file, configured: configurations.of(folderOf(stdinFilename, cwd)) })
  }
  const all = byName.size === 0 ? [configurations.of(cwd)] : [...byName.values()].map(({ configured }) => configured)
  const distinct = [...new Set(all)]
  const configured = distinct.filter((one) => one !== undefined)
  const catalog = catalogOf(options.catalog, distinct)
  return {
    get failOn() {
      return failOnOf(options.failOn, distinct)
    },
    catalog,
    files: configured.flatMap(({ files, ruleFiles }) => [...files, ...ruleFiles]),
    only: distinct.length === 1 ? distinct[0] : undefined,
    configuredOf: (name) => byName.get(name)?.configured,
    prepare: (ruleFiles) => {
      const chosen = chosenCatalog(catalog, context)
      const ready = distinct.map((one) => prepared(ruleInputs(ruleFiles, one), context, chosen, one))
      const main = ready[0] as Prepared
      if (configured.length === 0) return { prepared: main }
      const fileOf = (name: string) => byName.get(name)?.file
      const policies = new Map(distinct.map((one, index) => [one, policyFor(one, ready[index] as Prepared, fileOf)]))
      return { prepared: main, policyOf: (name) => policies.get(byName.get(name)?.configured) as Policy }
    },
  }
}

/** Reports know manifests by name, CODEOWNERS by where they lie. */
function policyFor(
  configured: Configured | undefined,
  { knowledge, checkLevels }: Prepared,
  fileOf: (name: string) => string | undefined,
): Policy {
  const ask = configured?.hasCodeowner
  const hasCodeowner = (name: string) => {
    const file = fileOf(name)
    return file === undefined ? undefined : ask?.(file)
  }
  return {
    ...configured?.policy,
    rules: knowledge.rules,
    ...(checkLevels === undefined ? {} : { checkLevels }),
    ...(ask === undefined ? {} : { hasCodeowner }),
  }
}
