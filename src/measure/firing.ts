import { analyse } from '../analysis/exposures.ts'
import { readCatalog } from '../atlas/read.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { normalize } from '../manifest/normalize.ts'
import { type CompiledFiles, readCompiledRules } from '../rules/compiled-rules.ts'
import { assembleRules } from '../rules/rule-set.ts'
import { readSource } from '../source/reader.ts'
import { buildSystem } from '../system/build-system.ts'

/** Ids and techniques of the compiled rules. */
export function rulesIn(compiled: CompiledFiles): { id: string; technique: string }[] {
  return readCompiledRules(compiled).rules.map(({ id, technique }) => ({ id, technique }))
}

/** Ids of the rules that raise an exposure on a manifest. */
export function firingOn(manifest: string, compiled: CompiledFiles, slimCatalog: unknown): string[] {
  const { source } = readSource('manifest', manifest)
  const { rules } = assembleRules(readCompiledRules(compiled))
  const system = buildSystem(normalize(source.value as Manifest))
  const { exposures } = analyse({ system, catalog: readCatalog(slimCatalog), rules, now: '2026-11-24' })
  return exposures.flatMap(({ rule, alsoRaisedBy }) => [rule, ...alsoRaisedBy])
}
