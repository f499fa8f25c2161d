/** Reports of real systems, made by the whole pipeline. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import type { Report } from '../../src/report/report.ts'
import type { ReporterOptions } from '../../src/report/reporter.ts'

export const options: ReporterOptions = { color: false, unicode: false, width: 80, quiet: false }

const engine = lintEngine.prepare('dist', [])

export function lintTexts(inputs: Readonly<Record<string, string>>): Report {
  const bytes = Object.entries(inputs).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))
  const gate = { failOn: 'medium', strict: false, exitZero: false } as const
  return engine.lint(bytes, { version: '1.2.3', now: '2026-11-24', ...gate })
}

/** A few of the corpus, and a file that is not valid. */
export function corpusReport(count = 4): Report {
  const folder = 'test/corpus'
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .slice(0, count)
  const texts = Object.fromEntries(names.map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]))
  return lintTexts({ ...texts, 'broken.ai-system.yaml': 'atlaslint: 1\nsystem: { name: Broken, ownr: me }\n' })
}
