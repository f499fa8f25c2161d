import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { SchemaError, SchemaValidator } from '../../src/source/schema.ts'

/** The validators that the build makes of `schemas/`; `npm test` builds first. */
export async function generatedValidator(name: 'manifest' | 'rules' | 'config'): Promise<SchemaValidator> {
  const check = (await generated(`${name}-check`)) as Pick<SchemaValidator, 'check'>
  const errors = (await generated(`${name}-errors`)) as { errors(value: unknown): readonly SchemaError[] }
  return { check: check.check, errors: errors.errors }
}

async function generated(name: string): Promise<unknown> {
  const path = fileURLToPath(new URL(`../../dist/generated/${name}.js`, import.meta.url))
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run build`)
  return import(/* @vite-ignore */ pathToFileURL(path).href)
}
