import type { Path, Problem } from '../finding.ts'

/** So many entries of each section are judged and told in two seconds, in the shapes that cost most. */
const most: Readonly<Record<string, number>> = {
  owners: 500,
  zones: 500,
  data: 500,
  components: 500,
  flows: 2500,
  controls: 500,
  decisions: 500,
}
const mostEvidence = 100
/** Every exposure lists the controls that stand in its way, so what a report says grows with components times places. */
const mostPairs = 100_000

/**
 * More than a file may have of which nobody said that it may be large: all that is said of such a file. The value need not be a manifest
 * yet, so that thousands of mistakes need not be found first.
 */
export function tooMuch(value: unknown): Problem[] {
  const sections = Object.keys(most).filter((name) => sizeOf(entriesOf(value, name)) > (most[name] as number))
  if (sections.length > 0) return sections.map((name) => tooMany([name], `'${name}' of the manifest`, most[name]))
  const controls = Object.entries(entriesOf(value, 'controls'))
  const proven = controls.filter(([, control]) => sizeOf(entriesOf(control, 'evidence')) > mostEvidence)
  if (proven.length > 0)
    return proven.map(([id]) => tooMany(['controls', id, 'evidence'], `'evidence' of control '${id}'`, mostEvidence))
  return tooManyPairs(sizeOf(entriesOf(value, 'components')), controls)
}

function tooManyPairs(components: number, controls: readonly (readonly [string, unknown])[]): Problem[] {
  let places = 0
  for (const [, control] of controls) places += sizeOf(entriesOf(control, 'on'))
  if (components * places <= mostPairs) return []
  const message = `${components} components with controls on ${places} places are too much: at most ${mostPairs} pairs are judged`
  return [problem(['controls'], message, "let a control stand on a zone or on '*'")]
}

function tooMany(path: Path, what: string, limit: number | undefined): Problem {
  return problem(path, `${what} has more than ${limit} entries`, 'split the system in two')
}

function problem(path: Path, message: string, fix: string): Problem {
  return {
    code: 'too-many',
    message,
    fix: `${fix}, or allow a large file with --max-file-size`,
    place: { path, part: 'key' },
  }
}

function entriesOf(value: unknown, key: string): object {
  const inner = (value as Record<string, unknown> | null | undefined)?.[key]
  return typeof inner === 'object' && inner !== null ? inner : []
}

function sizeOf(entries: object): number {
  return Array.isArray(entries) ? entries.length : Object.keys(entries).length
}
