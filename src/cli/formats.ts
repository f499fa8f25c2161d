/** The entry of `dist/formats.cjs`. See `load-extra.ts`. */

import { writeAtomically } from '../io-write.ts'
import type { Formats } from '../load-extra.ts'
import { moreReporters } from '../report/more-reporters.ts'
import { sarifPieces } from '../report/sarif.ts'
import { appendSummary } from './step-summary.ts'

export const formats: Formats = { reporters: moreReporters, sarifPieces, writeAtomically, appendSummary }
