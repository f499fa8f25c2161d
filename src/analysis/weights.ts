import type { Severity } from '../finding.ts'

/** What closing an exposure is worth to a plan. */
export const weights: Readonly<Record<Severity, number>> = { critical: 8, high: 4, medium: 2, low: 1 }
