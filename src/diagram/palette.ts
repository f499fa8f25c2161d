import type { Level } from './drawing.ts'

export interface Colors {
  readonly line: string
  readonly fill: string
}

/** On light paper. Each line has a contrast of 4.5 to 1 or more against white and against its fill. */
export const colors: Readonly<Record<Level, Colors>> = {
  critical: { line: '#a50f2d', fill: '#fdeaee' },
  high: { line: '#b3470b', fill: '#fff1e4' },
  medium: { line: '#7d6000', fill: '#fdf7d9' },
  low: { line: '#2258a5', fill: '#e9f1fc' },
  accepted: { line: '#6b3fa0', fill: '#f3edfb' },
  mitigated: { line: '#1c6b3c', fill: '#e8f6ed' },
}
