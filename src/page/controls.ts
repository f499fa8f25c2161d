/** Controls with what they do here, who owns them, and the evidence that they work. */

import type { ControlEffect } from '../analysis/exposure.ts'
import type { ControlEntry, EvidenceEntry } from '../manifest/manifest.ts'
import type { LocatedExposure } from '../report/report.ts'
import { count } from '../report/words.ts'
import { html, type Markup, type Part } from './markup.ts'
import { section } from './pieces.ts'
import { nameOf, type SystemPage } from './system-page.ts'
import { wayAttributes } from './way.ts'

export function controlsSection(page: SystemPage): Markup | undefined {
  const controls = Object.entries(page.details?.manifest.controls ?? {})
  if (page.details === undefined) return undefined
  const tallies = talliesOf(page.exposures)
  const rows = controls.map(([id, control]) => rowOf(id, control, { page, tally: tallies.get(id) }))
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="Controls of ${page.manifest.system}"><table class="controls"><thead><tr><th scope="col">control</th><th scope="col">answers</th><th scope="col">stands on</th><th scope="col">status</th><th scope="col">here</th><th scope="col">evidence</th></tr></thead><tbody>${rows}</tbody></table></div>`
  return section(
    page,
    { name: 'controls', heading: 'Controls', counted: count(controls.length, 'control') },
    controls.length === 0 ? html`<p class="none">The manifest names no control.</p>` : table,
  )
}

interface Row {
  readonly page: SystemPage
  readonly tally: Tally | undefined
}

function rowOf(id: string, control: ControlEntry, { page, tally }: Row): Markup {
  const { status, by, owner, due, description } = control
  const facts = [
    ...(owner === undefined ? ['nobody owns it'] : [`owner ${owner}`]),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(due === undefined ? [] : [`due ${due}`]),
  ]
  const about = description === undefined ? undefined : html`<small>${oneLine(description)}</small>`
  return html`<tr${placesOf(control, page)}><th scope="row"><b>${id}</b> <button type="button" class="show scripted" aria-label="Show ${id} on the diagram">show</button>${about}</th><td data-label="answers">${answersOf(control, page)}</td><td data-label="stands on">${control.on.join(', ')}</td><td data-label="status">${status}<small>${facts.join(', ')}</small></td><td data-label="here">${effectsIn(tally)}</td><td data-label="evidence">${evidenceOf(control)}</td></tr>
`
}

function placesOf({ on }: ControlEntry, { details }: SystemPage): Markup {
  const known = details?.manifest.components ?? {}
  const components = on.filter((place) => known[place] !== undefined)
  return wayAttributes({ components, flows: on.filter((place) => known[place] === undefined), guards: on })
}

function answersOf({ implements: mitigations = [], covers = [] }: ControlEntry, page: SystemPage): Part {
  return [
    ...mitigations.map((id) => html`<div><span class="id">${id}</span> ${page.catalog?.mitigations.get(id)}</div>`),
    ...covers.map((id) => html`<div><span class="id">${id}</span> ${nameOf(page, id)}</div>`),
  ]
}

const effectNouns: Readonly<Record<ControlEffect['effect'], string>> = {
  cuts: 'cuts',
  limits: 'limits',
  detects: 'detects',
  planned: 'would cut',
}

/** The exposures on which a control has an effect. */
type Tally = Map<ControlEffect['effect'], Set<LocatedExposure>>

/** By control; the exposures are gone through once. */
function talliesOf(exposures: readonly LocatedExposure[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const exposure of exposures) {
    for (const { control, effect } of exposure.controls) {
      const tally: Tally = tallies.get(control) ?? new Map()
      tallies.set(control, tally.set(effect, (tally.get(effect) ?? new Set()).add(exposure)))
    }
  }
  return tallies
}

/** What the exposures say of it. */
function effectsIn(tally: Tally | undefined): string {
  const parts = (['cuts', 'limits', 'detects', 'planned'] as const)
    .map((effect) => ({ effect, found: tally?.get(effect)?.size ?? 0 }))
    .filter(({ found }) => found > 0)
    .map(({ effect, found }) => `${effectNouns[effect]} ${count(found, 'exposure')}`)
  return parts.length === 0 ? 'answers no exposure' : parts.join(', ')
}

function evidenceOf({ evidence = [] }: ControlEntry): Part {
  if (evidence.length === 0) return 'none'
  return html`<ul class="evidence">${evidence.map((entry) => html`<li>${evidenceText(entry)}</li>`)}</ul>`
}

function evidenceText({ type, ref, date, result, technique }: EvidenceEntry): Part {
  const facts = [type, date, technique].filter((part) => part !== undefined).join(', ')
  const outcome = result === undefined ? undefined : html`<span class="result result-${result}">${result}</span> `
  return html`${outcome}${ref} <small>${facts}</small>`
}

/** Text of several lines as running text. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
