/** Decisions about risks: who took them, why, and the last day on which they hold. The first to end comes first. */

import { lastDay } from '../analysis/decisions.ts'
import type { LocatedDecision } from '../report/report.ts'
import { count, location } from '../report/words.ts'
import { oneLine } from './controls.ts'
import { html, type Markup, type Part } from './markup.ts'
import { section } from './pieces.ts'
import { entryId, nameOf, type SystemPage } from './system-page.ts'

const stateWords: Readonly<Record<LocatedDecision['state'], string>> = {
  counts: 'in force',
  expired: 'expired',
  pending: 'pending',
  ignored: 'ignored',
}

export function decisionsSection(page: SystemPage): Markup | undefined {
  const decisions = page.manifest.decisions ?? []
  if (!page.manifest.judged) return undefined
  const ordered = decisions
    .map((decision, index) => ({ decision, index, end: lastDay(decision) ?? '9999-12-31' }))
    .sort((one, other) => (one.end === other.end ? one.index - other.index : one.end < other.end ? -1 : 1))
  const settled = settledBy(page)
  const rows = ordered.map(({ decision, index }) => rowOf(decision, settled.get(index) ?? [], page))
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="Decisions about ${page.manifest.system}"><table class="decisions"><thead><tr><th scope="col">holds until</th><th scope="col">decision</th><th scope="col">technique</th><th scope="col">reason</th><th scope="col">by</th><th scope="col">settles</th></tr></thead><tbody>${rows}</tbody></table></div>`
  return section(
    page,
    { name: 'decisions', heading: 'Decisions', counted: count(decisions.length, 'decision') },
    decisions.length === 0 ? html`<p class="none">Nothing was decided.</p>` : table,
  )
}

function rowOf(decision: LocatedDecision, settles: readonly number[], page: SystemPage): Markup {
  const { technique, treatment, on, reason, owner, state, ticket, decided } = decision
  const approver = decision['approved-by']
  const people = [
    owner ?? 'nobody',
    ...(approver === undefined ? [] : [`approved by ${approver}`]),
    ...(decided === undefined ? [] : [`decided ${decided}`]),
    ...(ticket === undefined ? [] : [ticket]),
  ]
  return html`<tr class="decision-${state}"><th scope="row">${lastDay(decision) ?? 'for good'}<small>${stateWords[state]}</small></th><td data-label="decision">${treatment}<small>${location(page.manifest, decision)}</small></td><td data-label="technique"><div><span class="id">${technique}</span> ${nameOf(page, technique)}</div><small>on ${on === undefined || on === '*' ? 'the whole system' : on}</small></td><td data-label="reason">${oneLine(reason)}</td><td data-label="by">${people.join(', ')}</td><td data-label="settles">${linksTo(settles, page)}</td></tr>
`
}

/** By decision: positions of the exposures that it settles. */
function settledBy({ exposures }: SystemPage): ReadonlyMap<number, readonly number[]> {
  const settled = new Map<number, number[]>()
  for (const [index, { decision }] of exposures.entries()) {
    if (decision === undefined) continue
    const known = settled.get(decision)
    if (known === undefined) settled.set(decision, [index])
    else known.push(index)
  }
  return settled
}

function linksTo(exposures: readonly number[], page: SystemPage): Part {
  if (exposures.length === 0) return 'nothing'
  const links = exposures.map(
    (index) => html`<li><a href="#${entryId(page, index)}">${page.exposures[index]?.subject.id}</a></li>`,
  )
  return html`<ul>${links}</ul>`
}
