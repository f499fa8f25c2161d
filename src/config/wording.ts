import type { Path } from '../finding.ts'
import type { SchemaWording, Suggest } from '../source/schema.ts'
import type { Source } from '../source/source.ts'

const period = { what: 'no length of time', how: 'write days, weeks or months: 90d, 12w, 6m', unit: 'd' }

const formats: SchemaWording['formats'] = new Map([['^\\d{1,4}[dwm]$', period]])

const sections: ReadonlySet<unknown> = new Set(['severity', 'evidence', 'coverage', 'owners', 'longest-acceptance'])

function entity(path: Path): { name: string; depth: number } {
  return sections.has(path[0]) ? { name: `'${path[0]}'`, depth: 1 } : { name: 'the configuration', depth: 0 }
}

/** The words for problems of a configuration. */
export function configWording(suggest: Suggest, source: Source): SchemaWording {
  return {
    entity,
    formats,
    suggest,
    written(path) {
      const { line, column, endLine, endColumn } = source.span({ path })
      return line === endLine ? source.text.split('\n')[line - 1]?.slice(column - 1, endColumn - 1) : undefined
    },
    isStray: () => false,
  }
}
