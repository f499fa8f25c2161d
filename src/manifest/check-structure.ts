import type { Path, Problem } from '../finding.ts'
import { payloadWords } from '../vocabulary.ts'
import type { Names } from './names.ts'
import { entriesOf, field } from './walk.ts'

/** What no single entry shows: ids given twice, circles, promises without a date. */
export function checkStructure(manifest: unknown, names: Names): Problem[] {
  return [
    ...duplicateIds(manifest, names),
    ...shadowingData(names),
    ...circles(manifest, 'zones', 'within', 'zone'),
    ...circles(manifest, 'components', 'hosted-on', 'component'),
    ...emptyControls(manifest),
    ...openDecisions(manifest),
  ]
}

/** Components, zones and flows share one namespace, so that `on: agent` means one thing. */
function duplicateIds(manifest: unknown, { ids }: Names): Problem[] {
  const problems: Problem[] = []
  const taken = new Map([...(ids.get('component') ?? [])].map(([id, path]) => [id, { what: 'component', path }]))
  const take = (id: string, what: string, path: Path, part: 'key' | 'value') => {
    const first = taken.get(id)
    if (!first) return void taken.set(id, { what, path })
    const note = `the ${first.what}`
    const message = `'${id}' is the id of a ${first.what} already; components, zones and flows share one namespace`
    const related = [{ place: { path: first.path, part: first.what === 'flow' ? 'value' : 'key' } as const, note }]
    problems.push({ code: 'duplicate-id', message, fix: `rename the ${what}`, place: { path, part }, related })
  }
  for (const [id, path] of ids.get('zone') ?? []) take(id, 'zone', path, 'key')
  const flows = field(manifest, 'flows')
  for (const [index, flow] of (Array.isArray(flows) ? flows : []).entries()) {
    const id = field(flow, 'id')
    if (typeof id === 'string') take(id, 'flow', ['flows', index, 'id'], 'value')
  }
  return problems
}

function shadowingData({ ids }: Names): Problem[] {
  const words: ReadonlySet<string> = new Set(payloadWords)
  const shadowing = [...(ids.get('data') ?? [])].filter(([id]) => words.has(id))
  return shadowing.map(([id, path]) => ({
    code: 'reserved-id',
    message: `'${id}' is a word of its own in carries and returns`,
    fix: 'give the data another id',
    place: { path, part: 'key' },
  }))
}

/** Each circle of `key` once, at its first member in the file. */
function circles(manifest: unknown, section: string, key: string, what: string): Problem[] {
  const next = new Map(entriesOf(field(manifest, section)).map(([id, entry]) => [id, field(entry, key)]))
  const seenFrom = new Map<unknown, string>()
  const problems: Problem[] = []
  for (const start of next.keys()) {
    let id: unknown = start
    while (next.has(id as string) && !seenFrom.has(id)) {
      seenFrom.set(id, start)
      id = next.get(id as string)
    }
    // Back at something of this very walk: a circle; at something of an earlier one: known.
    if (seenFrom.get(id) === start) problems.push(circle(circleFrom(id as string, next), section, key, what))
  }
  return problems
}

function circleFrom(start: string, next: ReadonlyMap<string, unknown>): string[] {
  const order = new Map([...next.keys()].map((id, index) => [id, index]))
  const members = [start]
  for (let id = next.get(start) as string; id !== start; id = next.get(id) as string) members.push(id)
  const first = members.reduce((best, id) => ((order.get(id) ?? 0) < (order.get(best) ?? 0) ? id : best))
  const at = members.indexOf(first)
  return [...members.slice(at), ...members.slice(0, at), first]
}

function circle(members: readonly string[], section: string, key: string, what: string): Problem {
  const first = members[0] as string
  const shown = members.length <= 6 ? members : [...members.slice(0, 4), '…', first]
  return {
    code: 'circle',
    message: `${what} '${first}' is ${key === 'within' ? 'within' : 'hosted on'} itself: ${shown.join(' -> ')}`,
    fix: `delete one '${key}'`,
    place: { path: [section, first, key] },
  }
}

/** The schema refuses them, too, but cannot say why. */
function emptyControls(manifest: unknown): Problem[] {
  const controls = entriesOf(field(manifest, 'controls')).filter(
    ([, control]) => typeof control === 'object' && control,
  )
  const purposes = ['implements', 'covers', 'description']
  return controls
    .filter(([, control]) => purposes.every((key) => field(control, key) === undefined))
    .map(([id]) => ({
      code: 'missing-key',
      message: `control '${id}' says neither what it implements nor what it covers`,
      fix: "add 'implements' or 'covers'; or a 'description', to have it on record until it is mapped",
      place: { path: ['controls', id], part: 'key' },
    }))
}

const needs: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['accept', ['expires', 'owner']],
  ['transfer', ['expires', 'owner']],
  ['mitigate', ['due', 'owner']],
])

const reasons: ReadonlyMap<string, string> = new Map([
  ['expires', 'it holds for a time only'],
  ['due', 'it is a promise'],
  ['owner', 'somebody has to answer for it'],
])

/** Decisions that hold for a time, or promise something, without saying until when or who answers for it. */
export function openDecisions(manifest: unknown): Problem[] {
  const decisions = field(manifest, 'decisions')
  return (Array.isArray(decisions) ? decisions : []).flatMap((decision, index) => {
    const treatment = field(decision, 'treatment')
    const missing = (needs.get(treatment) ?? []).filter((key) => field(decision, key) === undefined)
    return missing.map((key) => ({
      code: 'missing-key',
      message: `'treatment: ${treatment}' needs '${key}': ${reasons.get(key)}`,
      fix: `add '${key}'`,
      place: { path: ['decisions', index, 'treatment'] },
    }))
  })
}
