/** The entry of `dist/formats.cjs`. See `load-extra.ts`. */

import { writeAtomically } from '../io-write.ts'
import type { Formats } from '../load-extra.ts'
import { moreReporters } from '../report/more-reporters.ts'
import { appendSummary } from './step-summary.ts'

export const formats: Formats = { reporters: moreReporters, writeAtomically, appendSummary }
