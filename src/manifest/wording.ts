import type { Path } from '../finding.ts'
import type { Format, SchemaWording, Suggest } from '../source/schema.ts'
import type { Source } from '../source/source.ts'

const date = { what: 'no date', how: 'write it as 2026-09-14' }
const id = { what: 'no id', how: "use lower-case letters, digits and '-', at most 64" }
const technique = { what: 'no ATLAS technique', how: 'write it as AML.T0051 or AML.T0051.000' }

/** Patterns of the schema, and `id`, in words. */
const formats: SchemaWording['formats'] = new Map<unknown, Format>([
  ['id', id],
  ['^[a-z0-9][a-z0-9-]{0,63}$', id],
  ['^\\d{4}-\\d{2}-\\d{2}$', date],
  ['^\\d+[dwm]$', { what: 'no length of time', how: 'write days, weeks or months: 90d, 12w, 6m', unit: 'd' }],
  ['^\\d+\\.\\d+(\\.\\d+)?$', { what: 'no ATLAS release', how: 'write it as "2026.09"' }],
  ['^AML\\.M\\d{4}$', { what: 'no ATLAS mitigation', how: 'write it as AML.M0020' }],
  ['^AML\\.T\\d{4}(\\.\\d{3})?$', technique],
])

/** Top-level key → what one entry of it is called. */
const entityNames: ReadonlyMap<unknown, string> = new Map([
  ['owners', 'owner'],
  ['zones', 'zone'],
  ['data', 'data'],
  ['components', 'component'],
  ['flows', 'flow'],
  ['controls', 'control'],
  ['decisions', 'decision'],
])

/** What a route leads into, as a reader of the file would call it. */
function entity(path: Path): { name: string; depth: number } {
  const [section, entry] = path
  if (section === 'system') return { name: 'the system', depth: 1 }
  const name = entityNames.get(section)
  if (name === undefined || entry === undefined) return { name: 'the manifest', depth: 0 }
  return { name: typeof entry === 'number' ? `${name} ${entry + 1}` : `${name} '${shortId(entry)}'`, depth: 2 }
}

function shortId(id: string): string {
  return id.length <= 64 ? id : `${id.slice(0, 63)}…`
}

/** The words for problems of a manifest. Without a source (a snippet inside another file) nothing is known of its text. */
export function manifestWording(suggest: Suggest, source: Source | undefined): SchemaWording {
  let lines: readonly string[] | undefined
  const lineOf = (path: Path, part: 'key' | 'value') => {
    const span = source?.span({ path, part })
    lines ??= source?.text.split('\n') ?? []
    return span && { span, text: lines[span.line - 1] ?? '' }
  }
  return {
    entity,
    formats,
    suggest,
    written(path) {
      const found = lineOf(path, 'value')
      if (found?.span.line !== found?.span.endLine) return undefined
      return found?.text.slice(found.span.column - 1, found.span.endColumn - 1)
    },
    isStray(path) {
      const found = lineOf(path, 'key')
      const before = found?.text.slice(0, found.span.column - 1).trimEnd()
      const after = found?.text.slice(found.span.endColumn - 1).trimStart()
      return before?.endsWith(',') === true && after?.startsWith(':') === false
    },
  }
}
