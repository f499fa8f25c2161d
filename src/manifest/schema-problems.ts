/** What the schema has against a manifest, in words. In the second bundle, as the errors are: most manifests have none. */

import type { Problem } from '../finding.ts'
import { mistakes, type SchemaError, type Suggest, schemaProblem } from '../source/schema.ts'
import type { Source } from '../source/source.ts'
import { manifestWording } from './wording.ts'

declare module '../load-extra.ts' {
  interface Extra {
    schemaProblems: typeof schemaProblems
  }
}

export interface SchemaProblems {
  readonly problems: readonly Problem[]
  /** Nothing else is worth saying. */
  readonly isAll: boolean
}

/** `errors` are those of the validator about `value`. */
export function schemaProblems(
  value: unknown,
  errors: readonly SchemaError[],
  { suggest, source }: { readonly suggest: Suggest; readonly source: Source | undefined },
): SchemaProblems {
  const wording = manifestWording(suggest, source)
  const problems = mistakes(errors)
    .filter((error) => !isToldByStructure(error))
    .map((error) => schemaProblem(error, value, wording))
  // Of a format that is not known, the rest of the file would only be misread.
  const aboutFormat = problems.filter(({ code }) => code === 'unsupported-format')
  if (aboutFormat.length > 0) return { problems: aboutFormat, isAll: true }
  return { problems, isAll: false }
}

/** Errors that only say "some key is missing", where `check-structure.ts` knows why it is needed. */
function isToldByStructure({ schemaPath, keyword }: SchemaError): boolean {
  return schemaPath.includes('/then/') || (keyword === 'anyOf' && schemaPath.startsWith('#/properties/controls/'))
}
