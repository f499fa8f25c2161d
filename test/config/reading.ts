import { check } from '../../dist/generated/config-check.js'
import { errors } from '../../dist/generated/config-errors.js'
import { readConfig } from '../../src/config/read-config.ts'
import type { ConfigFile } from '../../src/config/settings.ts'
import { readSource } from '../../src/source/reader.ts'

/** A text as a configuration, with its problems as `line:column message; fix`. */
export function readExample(text: string, rank = 0): { file?: ConfigFile; problems: string[] } {
  const { source, problems } = readSource('atlaslint.config.yaml', text)
  const read =
    source.value === undefined ? { problems: [] } : readConfig(source, { check, errors }, { folder: '/repo', rank })
  const told = [...problems, ...read.problems].map(({ message, fix, place }) => {
    const { line, column } = source.span(place)
    return `${line}:${column} ${message}${fix === undefined ? '' : `; ${fix}`}`
  })
  return { ...('file' in read ? read : {}), problems: told }
}
