import type { Path, Problem } from '../finding.ts'
import { mistakes, type SchemaError, type SchemaValidator, schemaProblem, suggester } from '../source/schema.ts'
import type { Source } from '../source/source.ts'
import type { ConfigFile, Key, Origin, Setting } from './settings.ts'
import { configWording } from './wording.ts'

/** Where a file of a configuration stands among the others. */
export interface ConfigPlace {
  readonly folder: string
  readonly rank: number
}

/** Lists that files add to, item by item; other lists are replaced as a whole. */
const growing: ReadonlySet<string> = new Set(['rules', 'locked'])

/** Reads the value of a source as a configuration. Whether ids and files exist is seen later. */
export function readConfig(
  source: Source,
  validator: SchemaValidator,
  place: ConfigPlace,
): { file?: ConfigFile; problems: Problem[] } {
  const { value } = source
  // An empty file, or one of comments only, sets nothing.
  if (value === null || value === undefined) return { file: { extends: [], settings: [] }, problems: [] }
  if (!validator.check(value)) {
    const wording = configWording(suggester(), source)
    return { problems: mistakes(validator.errors(value)).map((error) => problemOf(error, value, wording)) }
  }
  return { file: new ConfigReader(source, place).read(value as Record<string, unknown>), problems: [] }
}

function problemOf(error: SchemaError, value: unknown, wording: ReturnType<typeof configWording>): Problem {
  const problem = schemaProblem(error, value, wording)
  if (isAboutShare(error))
    return { ...problem, code: 'bad-number', message: `'minimum' of 'coverage' is a share`, fix: shareFix }
  switch (error.keyword) {
    case 'maxLength':
      return { ...problem, code: 'too-long', message: problem.message.replace(/ does not fit.*/, ' is too long') }
    default:
      return problem
  }
}

const shareFix = 'write a number from 0 to 1, such as 0.6'

/** True for a number outside its range, and for what is no number where one with a range belongs. */
function isAboutShare({ keyword, parentSchema, data }: SchemaError): boolean {
  return data !== null && (keyword === 'minimum' || keyword === 'maximum' || parentSchema?.type === 'number')
}

class ConfigReader {
  readonly #source: Source
  readonly #place: ConfigPlace

  constructor(source: Source, place: ConfigPlace) {
    this.#source = source
    this.#place = place
  }

  read(value: Record<string, unknown>): ConfigFile {
    const settings = Object.entries(value).flatMap(([key, entry]) =>
      key === 'extends' ? [] : this.#settings(key as Key, entry),
    )
    return { extends: this.#extends(value.extends), settings }
  }

  #extends(value: unknown): ConfigFile['extends'] {
    if (value === undefined) return []
    if (!Array.isArray(value)) return [{ value, at: this.#at(['extends']) }]
    return value.map((item, index) => ({ value: item, at: this.#at(['extends', index]) }))
  }

  #settings(key: Key, value: unknown): Setting[] {
    if (Array.isArray(value) && growing.has(key))
      return value.map((item, index) => this.#setting(key, item, [key, index], this.#partOf(key, item)))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.entries(value).map(([part, entry]) => this.#setting(key, entry, [key, part], part))
    const setting = this.#setting(key, value, [key])
    if (!Array.isArray(value)) return [setting]
    return [{ ...setting, items: value.map((_, index) => this.#at([key, index])) }]
  }

  /** What tells items of a list apart: a lock by its id, a rule file by its path as well as where that starts. */
  #partOf(key: Key, item: unknown): string {
    return key === 'locked' ? String(item) : `${this.#place.folder} ${item}`
  }

  #setting(key: Key, value: unknown, path: Path, part?: string): Setting {
    return { key, value, at: this.#at(path), ...this.#place, ...(part === undefined ? {} : { part }) }
  }

  #at(path: Path): Origin {
    const part = typeof path.at(-1) === 'string' ? 'key' : 'value'
    const { line, column } = this.#source.span({ path, part })
    return { file: this.#source.name, line, column }
  }
}
