import { Chalk } from 'chalk'
import type { Paint } from './paint.ts'

declare module '../load-extra.ts' {
  interface Extra {
    chalkPaint(): Paint
  }
}

/** The sixteen basic colours, readable on light and dark; the level is ours, because chalk does not know `NO_COLOR`. */
export function chalkPaint(): Paint {
  const chalk = new Chalk({ level: 1 })
  return {
    critical: chalk.bold.red,
    high: chalk.red,
    medium: chalk.magenta,
    low: chalk.cyan,
    strong: chalk.bold,
    faint: chalk.gray,
    label: chalk.bold,
    good: chalk.green,
    bad: chalk.bold.red,
  }
}
