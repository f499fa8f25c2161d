/** Bytes to a source: the way in for every YAML file. No file system, no clock; trouble with the input is a value. */

import { type Event, parseEvents, YAMLException } from 'js-yaml'
import type { Place } from '../finding.ts'
import { build } from './build.ts'
import { decode } from './bytes.ts'
import { checkCharacters } from './characters.ts'
import { loadRecover } from './lazy.ts'
import { type Lines, linesOf } from './lines.ts'
import { noNodes, rangeOf } from './places.ts'
import { type ProblemList, problemList, toldProblems, trustworthy } from './problems.ts'
import { refuseDepth } from './refusals.ts'
import { defaultLimits, type Source, type SourceLimits, type SourceResult } from './source.ts'
import { addSyntaxError } from './syntax.ts'
import { buildTree, type Node } from './tree.ts'

/** Reads one YAML document. With problems the value may be undefined; positions always work. */
export function readSource(name: string, input: Uint8Array | string, limits?: Partial<SourceLimits>): SourceResult {
  const all = { ...defaultLimits, ...limits }
  const problems = problemList()
  const text = decode(input, all.maxBytes, problems) ?? ''
  const readable = problems.entries.length === 0 && checkCharacters(text, problems)
  const events = readable ? parse(text, all, problems) : undefined
  const value = events && build(text, events, problems)
  const trusted = events !== undefined && trustworthy(problems)
  const source = makeSource(name, text, trusted ? value : undefined, trusted ? events : [])
  const mayBeLarge = all.maxBytes > defaultLimits.maxBytes
  return {
    source: mayBeLarge ? { ...source, mayBeLarge } : source,
    problems: toldProblems(problems, all.maxProblems),
  }
}

/** The events of a text without syntax errors. js-yaml stops at the first error; a second, slower reader then finds them all. */
function parse(text: string, limits: SourceLimits, problems: ProblemList): Event[] | undefined {
  try {
    // js-yaml counts the scalar within the innermost collection as well.
    return parseEvents(text, { maxDepth: limits.maxDepth + 1 })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    explain(text, error, limits, problems)
    return undefined
  }
}

function explain(text: string, error: YAMLException, limits: SourceLimits, problems: ProblemList): void {
  const offset = error.mark?.position ?? 0
  if (error.reason.startsWith('nesting exceeded')) {
    refuseDepth(problems, offset, limits.maxDepth)
    return
  }
  const before = problems.entries.length
  if (text.length <= limits.maxRecovery) loadRecover()?.(text, limits, problems)
  if (problems.entries.length === before) addSyntaxError(problems, error.reason, offset, offset + 1)
}

function makeSource(name: string, text: string, value: unknown, events: readonly Event[]): Source {
  let lines: Lines | undefined
  let root: Node | undefined
  const tree = () => {
    root ??= events.length > 0 ? buildTree(text, events) : noNodes(text)
    return root
  }
  const span = (place: Place) => {
    lines ??= linesOf(text)
    const { start, end } = rangeOf(text, place, tree)
    return lines.span(start, end)
  }
  return { name, text, value, span }
}
