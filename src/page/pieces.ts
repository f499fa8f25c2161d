/** Small pieces that several sections share. */

import type { Status } from '../analysis/exposure.ts'
import type { Severity } from '../finding.ts'
import { statusWords } from '../report/words.ts'
import { attribute, html, type Markup, type Part } from './markup.ts'
import type { SystemPage } from './system-page.ts'

/** Between facts in a line, and between the steps of a way. Not in templates: the bundle is ASCII, and a template keeps what it is given. */
export const dot = '\u00b7'
export const arrow = '\u2192'

/** Running text in which no arrow `->` is torn apart at the end of a line. */
export function prose(text: string): Part {
  return text.split('->').flatMap((part, index) => (index === 0 ? [part] : [html`<span class="to">-&gt;</span>`, part]))
}

/** The severity as a word in a box; its colour only repeats it. */
export function severityBadge(severity: Severity): Markup {
  return html`<span class="badge severity-${severity}">${severity}</span>`
}

export function statusBadge(status: Status): Markup {
  return html`<span class="status status-${status}">${statusWords[status]}</span>`
}

/** What a section is called, in its address and for a reader; what is counted stands beside it. */
export interface Heading {
  readonly name: string
  readonly heading: string
  readonly counted?: string | undefined
}

/** A section of a system's article. Its name tells which system, because there may be several. */
export function section({ id }: Pick<SystemPage, 'id'>, { name, heading, counted }: Heading, body: Part): Markup {
  const own = `${id}-${name}`
  const aside = counted === undefined ? undefined : html` <span class="counted">${counted}</span>`
  return html`<section id="${own}" class="part" aria-labelledby="${own}-heading ${id}-name">
<h3 id="${own}-heading">${heading}${aside}</h3>
${body}
</section>
`
}

/** A term and what is said of it; nothing where nothing is. */
export function term(label: string, text: Part, name?: string): Markup | undefined {
  if (text === undefined || text === '') return undefined
  return html`<div><dt>${label}</dt><dd${attribute('class', name)}>${text}</dd></div>`
}

/** A list of ids or names in running text. */
export function listed(items: readonly string[]): string {
  return items.join(', ')
}
