import { compact } from './compact.ts'
import { json } from './json.ts'
import { pretty } from './pretty.ts'
import type { Reporter } from './reporter.ts'

/** All formats. A new one is a file and a word here. */
export const reporters = { pretty, compact, json } satisfies Record<string, Reporter>

export type ReporterName = keyof typeof reporters
