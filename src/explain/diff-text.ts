/** `catalog diff` in words. */

import type { Catalog } from '../atlas/catalog.ts'
import { type CatalogDiff, isEmpty } from '../atlas/diff.ts'
import type { Impact, Shift, Standing } from './catalog-impact.ts'
import { wrap } from './page.ts'

/** The catalogs give the names. */
export interface DiffText {
  readonly diff: CatalogDiff
  readonly from: Catalog
  readonly to: Catalog
  readonly impacts: readonly Impact[]
}

export function diffText({ diff, from, to, impacts }: DiffText): string {
  const head = `ATLAS ${diff.from} -> ${diff.to}`
  if (isEmpty(diff))
    return [`${head}: nothing changed`, ...impacts.map((impact) => impactText(impact, to))].join('\n\n')
  const name = (id: string) => `${id} ${(to.techniques.get(id) ?? from.techniques.get(id))?.fullName ?? ''}`
  const tactics = new Map([...from.tactics, ...to.tactics].map((tactic) => [tactic.id, tactic.name]))
  const { techniques } = diff
  const sections = [
    section('Tactics', [
      ...diff.tactics.added.map((id) => `+ ${id} ${tactics.get(id)}`),
      ...diff.tactics.removed.map((id) => `- ${id} ${tactics.get(id)}`),
      ...diff.tactics.renamed.map((change) => `${change.id} ${change.from} -> ${change.to}`),
    ]),
    section(
      'Techniques added',
      techniques.added.map(
        (technique) =>
          `${technique.id} ${technique.fullName} (${technique.tactics.map((id) => tactics.get(id)).join(', ')}; ${technique.maturity})`,
      ),
    ),
    section(
      'Techniques retired',
      techniques.retired.map(
        ({ id, name: old, successor }) =>
          `${id} ${old}: ${successor === undefined ? `not in ${diff.to}, and nothing stands for it` : `now ${name(successor)}`}`,
      ),
    ),
    section(
      'Techniques renamed',
      techniques.renamed.map((change) => `${change.id} ${change.from} -> ${change.to}`),
    ),
    section(
      'Maturity changed',
      techniques.maturity.map((change) => `${name(change.id)}: ${change.from} -> ${change.to}`),
    ),
    section(
      'Tactics changed',
      techniques.tactics.map((change) => `${name(change.id)}: ${setChange(change, (id) => tactics.get(id) ?? id)}`),
    ),
    section('Mitigations', [
      ...diff.mitigations.added.map(
        (id) =>
          `+ ${id} ${to.mitigations.get(id)?.name}: ${to.mitigations.get(id)?.techniques.join(', ') || 'no technique'}`,
      ),
      ...diff.mitigations.removed.map((id) => `- ${id} ${from.mitigations.get(id)?.name}`),
      ...diff.mitigations.renamed.map((change) => `${change.id} ${change.from} -> ${change.to}`),
    ]),
    section(
      'Mitigation links changed',
      diff.links.map(({ mitigation, added, removed }) => {
        const signs = [...added.map((id) => `+${id}`), ...removed.map((id) => `-${id}`)]
        return `${mitigation} ${to.mitigations.get(mitigation)?.name}: ${signs.join(' ')}`
      }),
    ),
    section('Case studies', [
      ...diff.caseStudies.added.map((id) => `+ ${id}`),
      ...diff.caseStudies.removed.map((id) => `- ${id}`),
    ]),
  ]
  return [head, ...sections.flatMap((text) => text ?? []), ...impacts.map((impact) => impactText(impact, to))].join(
    '\n\n',
  )
}

function section(title: string, lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined
  const wrapped = lines.flatMap((line) => {
    const [first = '', ...rest] = wrap(line, { room: 4 })
    return [`  ${first}`, ...rest.map((more) => `    ${more.trimStart()}`)]
  })
  return [`${title} (${lines.length}):`, ...wrapped].join('\n')
}

function setChange(
  { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
  name: (id: string) => string,
): string {
  const gained = to.filter((id) => !from.includes(id)).map((id) => `+ ${name(id)}`)
  const lost = from.filter((id) => !to.includes(id)).map((id) => `- ${name(id)}`)
  return [...gained, ...lost].join(', ')
}

function impactText({ manifest, applicable, renamed, maturity, retired, shifts }: Impact, to: Catalog): string {
  const name = (id: string) => `${id} ${to.techniques.get(id)?.fullName ?? ''}`
  const uses = retired.map(
    ({ id, successor, lines }) =>
      `${id} in line ${lines.join(', ')}: ${successor === undefined ? 'take it out' : `write ${name(successor)}`}`,
  )
  const sections = [
    section(
      'Newly applicable',
      applicable.map(
        (standing: Standing) =>
          `${name(standing.technique)} on ${standing.subject}: ${standing.status} (${standing.severity})`,
      ),
    ),
    section('Renamed, and applicable', renamed.map(name)),
    section('Of other maturity, and applicable', maturity.map(name)),
    section('Retired, and in the manifest', uses),
    section(
      'Answered differently',
      shifts.map((shift) => `${name(shift.technique)} on ${shift.subject}: ${shiftText(shift)}`),
    ),
  ].flatMap((text) => text ?? [])
  return [`= ${manifest}${sections.length === 0 ? ': nothing in this step concerns it' : ''}`, ...sections].join('\n\n')
}

function shiftText({ before, after, gained, lost }: Shift): string {
  const parts = [
    ...(before === after ? [`still ${after}`] : [`${before} -> ${after}`]),
    ...gained.map((effect) => `${effect} it now`),
    ...lost.map((effect) => `${effect} it no more`),
  ]
  return parts.join('; ')
}
