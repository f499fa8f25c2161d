import type { Move } from '../system/system.ts'
import type { MatchSubject } from './match.ts'
import type { Evidence } from './run.ts'

/** What a message template may name, beside the names that its rule gives with `as:`. */
export const placeholders = ['subject', 'source', 'target', 'path', 'data', 'powers', 'neighbour'] as const

const placeholderPattern = /\{([a-z][a-z0-9-]*)\}/g

/** Names in a template, in order. */
export function placeholdersIn(template: string): string[] {
  return [...template.matchAll(placeholderPattern)].map((match) => match[1] as string)
}

/** The message of one match: the template with the actual source, subject, data and path. */
export function renderMessage(template: string, subject: MatchSubject, evidence: Evidence): string {
  const text = template.replace(placeholderPattern, (_, name: string) => textFor(name, subject, evidence))
  return text.replace(/\s+/g, ' ').trim()
}

function textFor(name: string, subject: MatchSubject, evidence: Evidence): string {
  switch (name) {
    case 'subject':
      return subjectName(subject)
    case 'source':
      return sourceOf(subject, evidence) ?? 'outside content'
    case 'target':
      return targetOf(subject, evidence) ?? subjectName(subject)
    case 'path':
      return idsAlong(toldWay(evidence).map(ends)).join(' -> ') || subjectName(subject)
    case 'data':
      return listed(evidence.data.map((item) => item.id)) ?? lastWords(evidence) ?? 'what it holds'
    case 'powers':
      return listed(evidence.powers) ?? 'its powers'
    case 'neighbour':
      return (
        evidence.neighbours[0]?.component.id ??
        sourceOf(subject, evidence) ??
        targetOf(subject, evidence) ??
        'a neighbour'
      )
    default:
      return evidence.names.get(name) ?? name
  }
}

/** The name of a subject as the manifest writes it. */
export function subjectName(subject: MatchSubject): string {
  if (subject.type === 'component') return subject.component.id
  return subject.type === 'flow' ? subject.flow.id : 'the system'
}

function sourceOf(subject: MatchSubject, evidence: Evidence): string | undefined {
  const way = evidence.paths.find(({ toSubject }) => toSubject)?.moves[0]?.from
  if (way !== undefined) return way.id
  if (subject.type === 'flow') return subject.flow.from.id
  return evidence.neighbours.find(({ incoming }) => incoming)?.component.id
}

function targetOf(subject: MatchSubject, evidence: Evidence): string | undefined {
  const way = evidence.paths.find(({ toSubject }) => !toSubject)?.moves.at(-1)?.to
  if (way !== undefined) return way.id
  if (subject.type === 'flow') return subject.flow.to.id
  return evidence.neighbours.find(({ incoming }) => !incoming)?.component.id
}

/** The way that the report prints: into the subject, and on from it where the rule follows both. */
export function wayOf(evidence: Evidence): readonly Move[] {
  const into = evidence.paths.find(({ toSubject }) => toSubject)?.moves ?? []
  const onward = evidence.paths.find(({ toSubject }) => !toSubject)?.moves ?? []
  return [...into, ...onward]
}

/** So many steps of a way are told, half from each end: what is told of every subject of a long chain grows with its square. */
const mostSteps = 24

/** The way as the report tells it. */
export function toldWay(evidence: Evidence): readonly Move[] {
  const way = wayOf(evidence)
  return way.length <= mostSteps ? way : [...way.slice(0, mostSteps / 2), ...way.slice(-mostSteps / 2)]
}

const ends = ({ from, to }: Move): { from: string; to: string } => ({ from: from.id, to: to.id })

/** Component ids along a way that is told, source first; `...` stands for what was left out of it. */
export function idsAlong(steps: readonly { readonly from: string; readonly to: string }[]): string[] {
  const [first] = steps
  if (first === undefined) return []
  const ids = [first.from, ...steps.map(({ to }) => to)]
  const [before, after] = steps.length === mostSteps ? steps.slice(mostSteps / 2 - 1) : []
  return before?.to === after?.from ? ids : ids.toSpliced(mostSteps / 2 + 1, 0, '...', after?.from ?? '')
}

function lastWords(evidence: Evidence): string | undefined {
  return listed(wayOf(evidence).at(-1)?.payload.words ?? [])
}

function listed(words: readonly string[]): string | undefined {
  const distinct = [...new Set(words)]
  if (distinct.length === 0) return undefined
  return distinct.length === 1 ? distinct[0] : `${distinct.slice(0, -1).join(', ')} and ${distinct.at(-1)}`
}
