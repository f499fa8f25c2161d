/** What silence must not hide: what no rule judges, what was not stated, what was not valid or is switched off. */

import type { Report } from '../report/report.ts'
import { count } from '../report/words.ts'
import { html, type Markup, type Part } from './markup.ts'
import type { SystemPage } from './system-page.ts'

export function notJudgedSection(report: Report, pages: readonly SystemPage[]): Markup {
  const { explained = [], notJudged = [] } = report.catalog
  const blocks = [
    invalidBlock(pages),
    detailsBlock(pages),
    questionsBlock(pages),
    techniqueBlock('No rule speaks of', notJudged, report),
    techniqueBlock('No architecture tells', explained, report),
    offBlock(report),
  ].filter((block) => block !== undefined)
  return html`<section id="not-judged" class="part" aria-labelledby="not-judged-heading">
<h2 id="not-judged-heading">What was not judged</h2>
${blocks.length === 0 ? html`<p class="none">Everything was.</p>` : blocks}
</section>
`
}

function invalidBlock(pages: readonly SystemPage[]): Markup | undefined {
  const invalid = pages.filter(({ manifest }) => !manifest.judged)
  if (invalid.length === 0) return undefined
  const links = invalid.map(({ id, manifest }) => html`<li><a href="#${id}">${manifest.file}</a></li>`)
  return html`<h3>${count(invalid.length, 'manifest')} not valid</h3><ul>${links}</ul>`
}

/** A report that was read back does not carry the manifests. */
function detailsBlock(pages: readonly SystemPage[]): Markup | undefined {
  if (pages.every(({ manifest, details }) => !manifest.judged || details !== undefined)) return undefined
  return html`<p>This page was made from reports, which do not carry the manifests: diagrams, incidents, plans and controls are left out. <code>atlaslint lint -f html</code> shows them.</p>`
}

function questionsBlock(pages: readonly SystemPage[]): Markup | undefined {
  const asked = pages.flatMap((page) =>
    page.findings.flatMap((finding, index) =>
      finding.rule === 'unknown-fact'
        ? [
            html`<li><a href="#${page.id}-f${index}">${finding.message}</a>${pages.length > 1 ? ` (${page.manifest.system})` : ''}</li>`,
          ]
        : [],
    ),
  )
  if (asked.length === 0) return undefined
  return html`<h3>${count(asked.length, 'fact')} not stated</h3><ul>${asked}</ul>`
}

function techniqueBlock(heading: string, ids: readonly string[], report: Report): Markup | undefined {
  if (ids.length === 0) return undefined
  const { details, names } = report.catalog
  const entries = ids.map((id) => {
    const name = details?.names.get(id) ?? names?.[id]
    const reason = details?.reasons.get(id)
    const named = name === undefined ? undefined : html` <b>${name}</b>`
    return html`<li><span class="id">${id}</span>${named}${reason === undefined ? '' : `: ${reason}`}</li>`
  })
  return html`<details><summary>${heading} ${count(ids.length, 'technique')} of ATLAS ${report.catalog.release}</summary><ul>${entries}</ul></details>`
}

function offBlock({ configurations = [] }: Report): Markup | undefined {
  const off = configurations.filter(({ rulesOff, checksOff }) => rulesOff + checksOff > 0)
  if (off.length === 0) return undefined
  const lines = off.map(
    ({ file, rulesOff, checksOff }): Part =>
      html`<li>${file ?? 'rule files'}: ${count(rulesOff, 'rule')} and ${count(checksOff, 'check')} off</li>`,
  )
  return html`<h3>Switched off</h3><ul>${lines}</ul>`
}
