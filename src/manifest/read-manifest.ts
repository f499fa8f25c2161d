import type { Path, Problem } from '../finding.ts'
import { loadExtra } from '../load-extra.ts'
import { type SchemaValidator, suggester } from '../source/schema.ts'
import type { Source } from '../source/source.ts'
import { type CatalogIds, checkReferences } from './check-references.ts'
import { checkStructure } from './check-structure.ts'
import type { Manifest } from './manifest.ts'
import { namesOf } from './names.ts'
import { normalize } from './normalize.ts'
import { tooMuch } from './too-much.ts'

export interface ManifestResult {
  /** Undefined when the schema has something against it: such a file is not judged. */
  readonly manifest?: Manifest
  /** All that is wrong with it, in the order of the text. */
  readonly problems: readonly Problem[]
}

/**
 * Reads the value of a source as a manifest. A source without value has problems of its own, told by whoever read it, so
 * nothing is added here.
 */
export function readManifest(source: Source, validator: SchemaValidator, catalog?: CatalogIds): ManifestResult {
  if (source.value === undefined) return { problems: [] }
  const result = readManifestValue(source.value, validator, catalog, source)
  return { ...result, problems: inOrder(result.problems, source) }
}

/** The same for a value without a text of its own: a snippet in a rule file. Places are routes into that value. */
export function readManifestValue(
  value: unknown,
  validator: SchemaValidator,
  catalog?: CatalogIds,
  source?: Source,
): ManifestResult {
  const tooLarge = source?.mayBeLarge === true ? [] : tooMuch(value)
  if (tooLarge.length > 0) return { problems: tooLarge }
  const isValid = validator.check(value)
  const suggest = suggester()
  const { problems: broken, isAll } = isValid
    ? { problems: [], isAll: false }
    : loadExtra().schemaProblems(value, validator.errors(value), { suggest, source })
  if (isAll) return { problems: broken }
  const names = namesOf(value)
  const judged = new Set(broken.map(({ place }) => ('path' in place ? keyOf(place.path) : '')))
  const problems = [
    ...broken,
    ...checkStructure(value, names),
    ...checkReferences(value, { names, suggest, catalog }, (path) => judged.has(keyOf(path))),
  ]
  return isValid ? { manifest: normalize(value as Manifest), problems } : { problems }
}

const keyOf = (path: Path): string => JSON.stringify(path)

function inOrder(problems: readonly Problem[], source: Source): Problem[] {
  const placed = problems.map((problem) => ({ problem, span: source.span(problem.place) }))
  placed.sort((one, other) => one.span.line - other.span.line || one.span.column - other.span.column)
  return placed.map(({ problem }) => problem)
}
