import type { Path, Problem } from '../finding.ts'
import { quoted, type Suggest } from '../source/schema.ts'
import { payloadWords } from '../vocabulary.ts'
import { isDate } from './dates.ts'
import { type Names, type Namespace, plainTarget } from './names.ts'
import { eachText, type Pattern } from './walk.ts'

/** What ATLAS says about an id. */
export type CatalogAnswer =
  | { readonly known: true }
  | { readonly known: false; readonly successor?: string | undefined; readonly nearest?: string | undefined }

/** The catalog, as far as the reader needs it. */
export interface CatalogIds {
  technique(id: string): CatalogAnswer
  mitigation(id: string): CatalogAnswer
}

export interface ReferenceContext {
  readonly names: Names
  readonly suggest: Suggest
  readonly catalog: CatalogIds | undefined
}

type Complaint = Pick<Problem, 'code' | 'message' | 'fix'>
type Check = (text: string, context: ReferenceContext) => Complaint | undefined

const words: readonly string[] = payloadWords

/** Where the manifest names something, and what that has to be. */
const references: readonly (readonly [check: Check, ...patterns: string[]])[] = [
  [
    owner,
    'system.owner',
    'zones.*.owner',
    'data.*.owner',
    'components.*.owner',
    'controls.*.owner',
    'decisions.*.owner',
  ],
  [named('zone'), 'zones.*.within', 'components.*.zone'],
  [named('component'), 'data.*.grants.*', 'components.*.hosted-on', 'components.*.based-on.*'],
  [named('component'), 'components.*.trained-on.*', 'components.*.uses.*', 'flows.*.from', 'flows.*.to'],
  [named('data'), 'components.*.holds.*'],
  [payload, 'flows.*.carries.*', 'flows.*.returns.*'],
  [target('component', 'flow', 'zone'), 'controls.*.on.*'],
  [target('component', 'flow'), 'decisions.*.on'],
  [date, 'system.reviewed', 'controls.*.due', 'controls.*.evidence.*.date'],
  [date, 'decisions.*.decided', 'decisions.*.expires', 'decisions.*.due'],
  [atlas('mitigation'), 'controls.*.implements.*'],
  [atlas('technique'), 'controls.*.covers.*', 'controls.*.evidence.*.technique', 'decisions.*.technique'],
]

const patterns: readonly (readonly [Check, Pattern])[] = references.flatMap(([check, ...routes]) =>
  routes.map((route) => [check, route.split('.')] as const),
)

/** Names that lead nowhere, days that do not exist, ids that ATLAS does not have. `isJudged`: the schema has said it all. */
export function checkReferences(
  manifest: unknown,
  context: ReferenceContext,
  isJudged: (path: Path) => boolean,
): Problem[] {
  const problems: Problem[] = []
  for (const [check, pattern] of patterns) {
    eachText(manifest, pattern, (text, path) => {
      const complaint = check(text, context)
      if (complaint === undefined) return
      const place = { path: path() }
      if (!isJudged(place.path)) problems.push({ ...complaint, place })
    })
  }
  return problems
}

function owner(text: string, context: ReferenceContext): Complaint | undefined {
  return context.names.ownersAreListed ? missing(text, ['owner'], context) : undefined
}

function named(namespace: Namespace): Check {
  return (text, context) => missing(text, [namespace], context)
}

function missing(
  id: string,
  wanted: readonly Namespace[],
  { names, suggest }: ReferenceContext,
): Complaint | undefined {
  if (wanted.some((namespace) => names.ids.get(namespace)?.has(id))) return undefined
  const list = [wanted.slice(0, -1).join(', '), wanted.at(-1)].filter(Boolean).join(' or ')
  const other = [...names.ids].find(([, ids]) => ids.has(id))?.[0]
  const reason =
    other === undefined ? `no ${list} is called ${quoted(id)}` : `'${id}' is ${withArticle(other)}, not a ${list}`
  const close = firstOf(wanted, (namespace) => suggest(id, names.ids.get(namespace) ?? []))
  return complaint('unknown-reference', reason, close && `did you mean '${close}'?`)
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function payload(text: string, { names, suggest }: ReferenceContext): Complaint | undefined {
  const data = names.ids.get('data')
  if (words.includes(text) || data?.has(text)) return undefined
  const close = suggest(text, words) ?? suggest(text, data ?? [])
  const reason = `${quoted(text)} is neither data of this manifest nor a word for what flows carry`
  return complaint('unknown-reference', reason, close && `did you mean '${close}'?`)
}

function target(...wanted: Namespace[]): Check {
  return (text, context) => {
    if (text === '*') return undefined
    return text.includes('->') ? missingFlow(plainTarget(text), context) : missing(text, wanted, context)
  }
}

function missingFlow(ends: string, context: ReferenceContext): Complaint | undefined {
  const { flowEnds } = context.names
  if (flowEnds.has(ends)) return undefined
  const [from = '', to = ''] = ends.split(' -> ')
  const turned = `${to} -> ${from}`
  if (flowEnds.has(turned))
    return complaint('unknown-reference', `the flow is drawn the other way round`, `write '${turned}'`)
  return (
    missing(from, ['component'], context) ??
    missing(to, ['component'], context) ??
    complaint(
      'unknown-reference',
      `no flow leads from ${quoted(from)} to ${quoted(to)}`,
      'draw it under flows, or name another',
    )
  )
}

function date(text: string): Complaint | undefined {
  return isDate(text)
    ? undefined
    : complaint('no-such-date', `there is no day ${quoted(text)}`, 'write a day of the calendar')
}

function atlas(what: keyof CatalogIds): Check {
  return (id, { catalog }) => {
    const answer = catalog?.[what](id)
    if (answer === undefined || answer.known) return undefined
    const { successor, nearest } = answer
    if (successor === undefined) {
      return complaint(`unknown-${what}`, `ATLAS has no ${what} ${quoted(id)}`, nearest && `did you mean ${nearest}?`)
    }
    return complaint(`retired-${what}`, `ATLAS has retired ${id}; ${successor} stands for it now`, `write ${successor}`)
  }
}

function complaint(code: string, message: string, fix: string | undefined): Complaint {
  return fix === undefined || fix === '' ? { code, message } : { code, message, fix }
}

function withArticle(noun: Namespace): string {
  return noun === 'data' ? 'data' : noun === 'owner' ? 'an owner' : `a ${noun}`
}
