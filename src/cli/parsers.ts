/** Values of options: text in, checked value out, or an error that says what would have been right. */

import { InvalidArgumentError, Option } from 'commander'
import { type ReporterName, reporterNames } from '../report/reporters.ts'
import { didYouMean } from './suggest.ts'

/** Where one report goes: to a file, or to stdout. */
export interface Target {
  readonly format: ReporterName
  readonly file: string | undefined
}

/** An option whose value is one of a few words. */
export function choiceOption<T extends string>(flags: string, description: string, words: readonly T[]): Option {
  return new Option(flags, description).choices(words).argParser((value) => oneOf(value, words))
}

export function oneOf<T extends string>(value: string, words: readonly T[]): T {
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  throw new InvalidArgumentError(`Allowed: ${words.join(', ')}${didYouMean(value, words)}.`)
}

/** `pretty`, or `json=report.json`; adds to those before it. */
export function addTarget(value: string, before: readonly Target[] | undefined): Target[] {
  const at = value.indexOf('=')
  const format = oneOf(at < 0 ? value : value.slice(0, at), reporterNames)
  const file = at < 0 ? undefined : value.slice(at + 1)
  if (file === '') throw new InvalidArgumentError(`Write ${format}=<file>, or ${format} alone for stdout.`)
  return [...(before ?? []), { format, file: fileOrStdout(file) }]
}

/** `-` is stdout, as in other programs. */
export function fileOrStdout(file: string | undefined): string | undefined {
  return file === '-' ? undefined : file
}

/** For an option that may be given several times. */
export function addText(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value]
}

export function wholeNumber(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('Not a whole number.')
  return Number(value)
}

export function positiveNumber(value: string): number {
  const number = wholeNumber(value)
  if (number === 0) throw new InvalidArgumentError('Must be more than 0.')
  return number
}

/** A share, 0 to 1. */
export function share(value: string): number {
  const number = Number(value)
  if (/^\d*\.?\d+$/.test(value) && number <= 1) return number
  throw new InvalidArgumentError('Not a share from 0 to 1.')
}

/** A day that exists, YYYY-MM-DD. */
export function day(value: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return value
  throw new InvalidArgumentError('Not a date (YYYY-MM-DD).')
}
