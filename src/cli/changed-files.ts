/** What a change touches, by git. */

import { basename, dirname, relative, resolve, sep } from 'node:path'
import { isManifestName, realPath } from '../io.ts'
import { baselineName } from '../report/baseline-name.ts'
import type { ManifestReport } from '../report/report.ts'
import { configName } from './config-find.ts'
import { commonCommit, gitNames, rootOf } from './git.ts'

declare module '../load-extra.ts' {
  interface Extra {
    changeFilter: typeof changeFilter
  }
}

export interface ChangeRequest {
  readonly ref: string
  readonly cwd: string
  /** Files that every manifest is held against: rules, configuration, decisions, … A change of one touches all manifests. */
  readonly shared: readonly string[]
}

/** Takes the findings out of the manifests that a change does not touch, and counts them. */
export interface ChangeFilter {
  readonly cut: (manifest: ManifestReport) => ManifestReport
  readonly result: () => { readonly ref: string; readonly leftOut: number }
}

/** Asks git at once, so that a wrong ref ends the run before anything is judged. */
export function changeFilter({ ref, cwd, shared }: ChangeRequest): ChangeFilter {
  const { changed, touched, isKnown, lostRules } = changesSince(ref, cwd)
  // What is installed is not in git: which version it is, the files of the package manager say.
  const isOfPackage = (file: string) => file.split(sep).includes('node_modules') && !isKnown(file)
  const files = shared.map(settled)
  const everything =
    files.some((file) => !isOfPackage(file) && touched(file)) ||
    (files.some(isOfPackage) && changed.some(saysVersions)) ||
    changed.some(wasShared) ||
    lostRules()
  const folder = realPath(cwd)
  let isSomeTouched = changed.some((file) => isManifestName(basename(file)))
  const keeps = (manifest: ManifestReport) => {
    // What is not valid was not judged, and that is never left out; nor is what was piped in, which has no history.
    if (everything || !manifest.judged || manifest.file === '<stdin>') return true
    // It comes last. When the file itself has changed that was everything; else its systems come and go with manifests.
    if (manifest.isDecisionsFile === true) return isSomeTouched
    const file = settled(resolve(folder, manifest.file))
    const isTouched = touched(file)
    isSomeTouched ||= isTouched
    return isTouched || refersTo(manifest, dirname(file), changed)
  }
  let leftOut = 0
  return {
    cut: (manifest) => {
      if (keeps(manifest)) return manifest
      leftOut += manifest.findings.length
      return { ...manifest, findings: [] }
    },
    result: () => ({ ref, leftOut }),
  }
}

/** One that was deleted is not among the shared files any more. */
function wasShared(file: string): boolean {
  return [configName, baselineName].includes(basename(file))
}

const packageFiles: ReadonlySet<string> = new Set([
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
])

function saysVersions(file: string): boolean {
  return packageFiles.has(basename(file))
}

function changesSince(ref: string, cwd: string) {
  const base = commonCommit(ref, cwd)
  const root = rootOf(cwd)
  const absolute = (name: string) => resolve(root, name)
  const changed = gitNames(['diff', '--name-only', '-z', '--no-renames', base], root).map(absolute)
  const all = new Set(changed)
  const known = new Set(gitNames(['ls-files', '-z'], root).map(absolute))
  // What git does not know is new, or not its business: it counts as changed.
  const isKnown = (file: string) => known.has(file)
  const touched = (file: string) => all.has(file) || !isKnown(file)
  return {
    changed,
    touched,
    isKnown,
    lostRules: () => gitNames([...lostRules, base, '--', '*.yaml', '*.yml'], root).length > 0,
  }
}

/** YAML files that were deleted and read like rules. Which folders they were taken from, a configuration may say by patterns, so all count. */
const lostRules = [
  ...['diff', '--name-only', '-z', '--no-renames', '--diff-filter=D', '--text'],
  ...['-G', `(rules|definitions)["']?[[:space:]]*:`],
]

/** Evidence lies in other files: a manifest whose text holds the name of one that changed is touched as well. */
function refersTo({ text }: ManifestReport, folder: string, changed: readonly string[]): boolean {
  return changed.some((file) => text.includes(relative(folder, file).split(sep).join('/')))
}

/** With links followed; a name that was given to stdin need not be there. */
function settled(file: string): string {
  try {
    return realPath(file)
  } catch {
    return file
  }
}
