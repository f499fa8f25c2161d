import { expect, test } from 'vitest'
import type * as actual from '../../src/library/api.ts'
import type * as told from '../../src/library/public.d.ts'
import type * as entry from '../../src/library-entry.ts'
import type { Report } from '../../src/report/report.ts'

/** Compiles only when the first may stand where the second is asked for. */
type Fits<Value extends Wanted, Wanted> = Value

/** `npm run typecheck` is the test: what the declarations promise, the code keeps. */
type Checks = [
  // What people pass in has to be accepted, both ways, so that no option is missing in either.
  Fits<told.LintOptions, Omit<actual.LintOptions, never>>,
  Fits<Required<actual.LintOptions>, Required<told.LintOptions>>,
  Fits<told.TextInput, actual.TextInput>,
  Fits<Required<actual.KnowledgeOptions>, Required<told.KnowledgeOptions>>,
  Fits<Required<actual.RenderOptions>, Required<told.RenderOptions>>,
  Fits<Required<told.RenderOptions>, Required<actual.RenderOptions>>,
  Fits<told.ReportFormat, (typeof actual.formats)[number]>,
  Fits<(typeof actual.formats)[number], told.ReportFormat>,
  // What people get has to be what was promised.
  Fits<Report, told.Report>,
  Fits<Report['manifests'][number]['findings'][number], told.Finding>,
  Fits<actual.Knowledge, told.Knowledge>,
  Fits<InstanceType<typeof actual.KnowledgeError>, told.KnowledgeError>,
  Fits<typeof entry.loadKnowledge, typeof told.loadKnowledge>,
  Fits<ReturnType<typeof entry.exitCode>, ReturnType<typeof told.exitCode>>,
  Fits<ReturnType<typeof entry.lint>, told.Report>,
  // The same names, and no others.
  Fits<keyof typeof entry, keyof typeof told>,
  Fits<keyof typeof told, keyof typeof entry>,
]

test('the declarations are those of the code (npm run typecheck compares)', () => {
  const checked: Checks | undefined = undefined
  expect(checked).toBeUndefined()
})
