/** The system in words: what the diagram shows, for whoever does not see it. */

import type { ComponentEntry, FlowEntry, Manifest } from '../manifest/manifest.ts'
import { oneLine } from './controls.ts'
import { html, type Markup } from './markup.ts'
import { arrow } from './pieces.ts'

export function inWords({ system, components, flows = [], zones = {} }: Manifest): Markup {
  const rows = Object.entries(components).map(([id, component]) => componentRow(id, component, zones))
  return html`<details class="in-words"><summary>The diagram in words</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Components of ${system.name}"><table><thead><tr><th scope="col">component</th><th scope="col">kind</th><th scope="col">zone</th><th scope="col">holds</th></tr></thead><tbody>${rows}</tbody></table></div>
<ul class="flows">${flows.map((flow) => html`<li>${flowText(flow)}</li>`)}</ul>
</details>`
}

function componentRow(id: string, { kind, name, zone, holds = [] }: ComponentEntry, zones: Manifest['zones']): Markup {
  const trust = zone === undefined ? undefined : zones?.[zone]?.trust
  return html`<tr><th scope="row">${id}${name === undefined ? undefined : html`<small>${name}</small>`}</th><td>${kind}</td><td>${zone ?? 'none'}${trust === undefined ? '' : ` (${trust})`}</td><td>${holds.join(', ')}</td></tr>
`
}

function flowText({ id, from, to, carries = [], returns = [], description }: FlowEntry): Markup {
  const back = returns.length === 0 ? '' : `, returns ${returns.join(', ')}`
  const name = id === undefined ? undefined : html`<b>${id}</b>: `
  const about = description === undefined ? undefined : html` <small>${oneLine(description)}</small>`
  return html`${name}${from} ${arrow} ${to}${carries.length === 0 ? ' carries nothing' : ` carries ${carries.join(', ')}`}${back}${about}`
}
