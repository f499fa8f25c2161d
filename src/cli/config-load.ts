/** Reads a configuration and everything that it names. In the second bundle: without a configuration nothing of this is loaded. */

import { dirname } from 'node:path'
import { check } from '../../dist/generated/config-check.js'
import { errors } from '../../dist/generated/config-errors.js'
import { checks } from '../checks/checks.ts'
import { readCodeowners } from '../config/codeowners.ts'
import { ownerBook } from '../config/owner-book.ts'
import type { Policy } from '../config/policy.ts'
import { policyOf } from '../config/policy-of.ts'
import { readConfig } from '../config/read-config.ts'
import {
  type ConfigFile,
  mergeConfigs,
  type Setting,
  type Settings,
  settingOf,
  settingsOf,
} from '../config/settings.ts'
import { readTeams } from '../config/teams.ts'
import { lockOf, tune } from '../config/tune.ts'
import { type Problem, type Severity, withFix } from '../finding.ts'
import { displayName, type Found, findFiles, isFolder, isManifestName, isRuleName, readInput, realPath } from '../io.ts'
import { knownToAny } from '../rules/known-ids.ts'
import { readSource } from '../source/reader.ts'
import type { Source } from '../source/source.ts'
import { repositoryOf } from './config-find.ts'
import type { ConfigOptions } from './config-options.ts'
import { ConfigPaths, placeOf } from './config-paths.ts'
import type { Configured } from './configured.ts'
import { type Context, complain } from './context.ts'
import type { Tuning } from './engine.ts'
import { UsageError } from './usage-error.ts'

const maxSize = 1_048_576
const deepest = 8

/** The configuration in a file, with what it builds on. What is wrong with it is said, and ends the run. */
export function loadConfiguration(file: string, root: string, options: ConfigOptions, context: Context): Configured {
  return new Loader(root, options, context).configured(file)
}

/** The values alone, for `config show`. */
export function loadSettings(file: string, root: string, options: ConfigOptions, context: Context): Settings {
  return mergeConfigs(new Loader(root, options, context).chain(file))
}

class Loader {
  readonly #paths: ConfigPaths
  readonly #context: Context
  readonly #files: Found[] = []
  /** Files that were read, by what gives their settings at a position. */
  readonly #read = new Map<string, (rank: number) => ConfigFile>()

  constructor(root: string, { allowOutside }: ConfigOptions, context: Context) {
    this.#paths = new ConfigPaths(root, allowOutside ?? false, context.surroundings.cwd)
    this.#context = context
  }

  configured(file: string): Configured {
    const name = this.#paths.name(file)
    const settings = mergeConfigs(this.chain(file))
    const owners = this.#owners(settings)
    const catalog = settingOf(settings, 'catalog')
    const failOn = settingOf(settings, 'fail-on')
    const decisions = settingOf(settings, 'decisions')
    return {
      name,
      file,
      files: this.#files,
      manifests: (allowEmpty) => this.#manifests(settings, allowEmpty),
      ruleFiles: this.#ruleFiles(settings),
      catalog: catalog && { value: this.#paths.existing(catalog), at: placeOf(catalog.at) },
      failOn: failOn && { value: failOn.value as Severity | 'none', at: placeOf(failOn.at) },
      decisions: decisions && { value: this.#paths.existing(decisions), at: placeOf(decisions.at) },
      tuning: tuningOf(settings),
      policy: { configuration: name, ...policyOf(settings), ...owners.policy },
      hasCodeowner: owners.hasCodeowner,
    }
  }

  /** The files, those that are built on first. */
  chain(file: string): ConfigFile[] {
    const files: ConfigFile[] = []
    this.#add(file, [], files)
    return files
  }

  #add(file: string, trail: readonly string[], files: ConfigFile[]): void {
    const real = realPath(file)
    if (trail.length === 0) this.#paths.stayInside(real, this.#paths.name(file))
    if (this.#read.has(real)) return
    const { source, config } = this.#readFile(file, real)
    const readBefore = new Set(this.#read.keys())
    // What it builds on comes first, so its own rank is known only then.
    for (const { value, at } of config().extends) {
      const base = this.#paths.base(String(value), at, dirname(file))
      const circle = [...trail, real].includes(realPath(base))
      if (circle)
        throw new UsageError(`${placeOf(at)}: ${this.#paths.name(base)} builds on this file: they go in a circle`)
      if (trail.length + 1 >= deepest)
        throw new UsageError(`${placeOf(at)}: configurations build on each other more than ${deepest} deep`)
      // One that an earlier one of this list builds on is there already, but what comes later wins.
      const known = readBefore.has(realPath(base)) ? undefined : this.#read.get(realPath(base))
      if (known !== undefined) files.push(known(files.length))
      else this.#add(base, [...trail, real], files)
    }
    this.#read.set(real, config)
    this.#files.push({ name: source.name, file })
    files.push(config(files.length))
  }

  #readFile(file: string, real: string): { source: Source; config: (rank?: number) => ConfigFile } {
    const name = this.#paths.name(file)
    if (isFolder(real)) throw new UsageError(`${name} is a folder: name a file`)
    const { source, problems } = readSource(name, readInput({ name, file: real }, maxSize).bytes)
    const isEmpty = problems.length === 1 && problems[0]?.code === 'empty-document'
    if (!isEmpty) this.#refuse(source, problems)
    const config = (rank = 0) => {
      const result = readConfig(source, { check, errors }, { folder: dirname(file), rank })
      this.#refuse(source, result.problems)
      return result.file as ConfigFile
    }
    return { source, config }
  }

  #refuse(
    source: Source,
    problems: readonly Problem[],
    what = 'the configuration is not valid: nothing was judged',
  ): void {
    for (const problem of problems) {
      const { line, column } = source.span(problem.place)
      complain(this.#context.surroundings, `${source.name}:${line}:${column}: ${withFix(problem)}`)
    }
    if (problems.length > 0) throw new UsageError(what)
  }

  #manifests(settings: Settings, allowEmpty: boolean): Found[] | undefined {
    const setting = settingOf(settings, 'manifests')
    if (setting === undefined) return undefined
    const args = setting.value as string[]
    const find = (named: readonly string[]) =>
      findFiles(named, {
        cwd: setting.folder,
        wanted: isManifestName,
        described: 'manifest (ai-system.yaml, *.ai-system.yaml)',
        allowEmpty,
      })
    const found = this.#paths.located(
      setting,
      () => find(args),
      (index) => find(args.slice(index, index + 1)),
    )
    return found.map(({ file }) => ({ name: this.#paths.name(this.#paths.inside(file, setting.at)), file }))
  }

  /** Rule files in the order of the settings: those of what is built on come first. */
  #ruleFiles(settings: Settings): Found[] {
    const found = new Map<string, Found>()
    for (const setting of settingsOf(settings, 'rules')) {
      const path = this.#paths.rules(setting)
      const all = this.#paths.located(setting, () =>
        findFiles([path], {
          cwd: setting.folder,
          wanted: isRuleName,
          described: 'rule file (*.yaml)',
          allowEmpty: false,
        }),
      )
      for (const { file } of all)
        found.set(realPath(file), { name: this.#paths.name(this.#paths.inside(file, setting.at)), file })
    }
    return [...found.values()]
  }

  #owners(settings: Settings): { policy: Policy; hasCodeowner: Configured['hasCodeowner'] } {
    const teams = this.#source(settingOf(settings, 'owners', 'teams'))
    const readings = teams && readTeams(teams)
    if (teams && readings) this.#refuse(teams, readings.problems, 'the teams file is not valid: nothing was judged')
    const setting = settingOf(settings, 'owners', 'codeowners')
    const file = setting && this.#paths.existing(setting)
    const codeowners = file === undefined ? undefined : readCodeowners(this.#text(file))
    const book = ownerBook({
      ...(teams && readings ? { teams: { name: teams.name, teams: readings.teams } } : {}),
      ...(file && codeowners ? { codeowners: { name: this.#paths.name(file), codeowners } } : {}),
    })
    const repository = (file && repositoryOf(dirname(file))) ?? this.#paths.root
    return {
      policy: book === undefined ? {} : { ownerBook: book },
      hasCodeowner:
        codeowners && ((path) => codeowners.ownersOf(displayName(realPath(path), realPath(repository))).length > 0),
    }
  }

  #source(setting: Setting | undefined): Source | undefined {
    if (setting === undefined) return undefined
    const file = this.#paths.existing(setting)
    const name = this.#paths.name(file)
    this.#files.push({ name, file })
    const { source, problems } = readSource(name, readInput({ name, file }, maxSize).bytes)
    this.#refuse(source, problems, `${name} is not valid: nothing was judged`)
    return source
  }

  #text(file: string): string {
    const found = { name: this.#paths.name(file), file }
    this.#files.push(found)
    return new TextDecoder().decode(readInput(found, maxSize).bytes)
  }
}

function tuningOf(settings: Settings): Tuning {
  return {
    lockOf: lockOf(settings),
    apply: (rules, catalogs) => {
      const techniques = catalogs.flatMap(({ techniques }) => [...techniques.keys()])
      const tuned = tune(settings, { rules, checks, ids: knownToAny(catalogs), techniques })
      const problems = tuned.problems.map(({ setting: { at }, message, fix }) => ({
        ...at,
        message,
        ...(fix === undefined ? {} : { fix }),
      }))
      return { rules: tuned.rules, checkLevels: tuned.checkLevels, problems }
    },
  }
}
