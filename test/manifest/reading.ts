import type { CatalogIds } from '../../src/manifest/check-references.ts'
import { type ManifestResult, readManifest } from '../../src/manifest/read-manifest.ts'
import { readSource } from '../../src/source/reader.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import type { System } from '../../src/system/system.ts'
import { generatedValidator } from './generated.ts'

const validator = await generatedValidator('manifest')

/** Reads a text and fails on YAML errors, which are not what these tests are about. */
export function read(text: string, catalog?: CatalogIds): ManifestResult & { readonly located: string[] } {
  const { source, problems } = readSource('test.ai-system.yaml', text)
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  const result = readManifest(source, validator, catalog)
  const located = result.problems.map(({ code, message, fix, place }) => {
    const { line, column } = source.span(place)
    return `${line}:${column} ${code}: ${message}${fix === undefined ? '' : ` [${fix}]`}`
  })
  return { ...result, located }
}

/** The system of a text that has no problems. */
export function systemOf(text: string): System {
  const { manifest, located } = read(text)
  if (!manifest || located.length > 0) throw new Error(located.join('\n'))
  return buildSystem(manifest)
}
