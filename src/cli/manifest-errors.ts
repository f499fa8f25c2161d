import { errors } from '../../dist/generated/manifest-errors.js'
import type { SchemaError } from '../source/schema.ts'

declare module '../load-extra.ts' {
  interface Extra {
    manifestErrors(value: unknown): readonly SchemaError[]
  }
}

/** What the manifest's schema has against a value; large, and only for files with errors. */
export const manifestErrors: (value: unknown) => readonly SchemaError[] = errors
