/** Published incidents, replayed on the system: those that would work step by step, the others counted. */

import type { Incident, IncidentStep } from '../analysis/incidents.ts'
import { headline, incidentHead } from '../explain/incidents-text.ts'
import type { CaseStudyDetails } from '../report/details.ts'
import { html, type Markup } from './markup.ts'
import { dot, section } from './pieces.ts'
import { nameOf, type SystemPage } from './system-page.ts'
import { type Way, wayAttributes, wayOf } from './way.ts'

export function incidentsSection(page: SystemPage): Markup | undefined {
  const { details, catalog } = page
  if (details === undefined || catalog === undefined) return undefined
  const working = details.incidents.filter(({ works }) => works)
  const partly = details.incidents.filter(({ works, open }) => !works && open > 0)
  const none = details.incidents.length - working.length - partly.length
  const close = partly.filter(({ open, steps }) => open * 2 >= steps.length)
  const almost =
    close.length === 0
      ? undefined
      : html`<details class="almost"><summary>At least half of their steps are open: ${close.length}</summary>
<ul>${close.map((incident) => html`<li>${headOf(incident, page)}; ${missingText(incident, page)}</li>`)}</ul></details>`
  return section(
    page,
    { name: 'incidents', heading: 'Incidents' },
    html`<p>${headline(working.length)} ${partly.length} more have open steps; ${none} do not apply or are cut.</p>
<ul class="incidents">${working.map((incident) => html`<li>${incidentMarkup(incident, page)}</li>`)}</ul>${almost}`,
  )
}

function studyOf({ caseStudy }: Incident, { catalog }: SystemPage): CaseStudyDetails | undefined {
  return catalog?.caseStudies.get(caseStudy)
}

function headOf(incident: Incident, page: SystemPage): string {
  const study = studyOf(incident, page)
  return incidentHead(incident, study?.name ?? '', study?.date ?? '')
}

function incidentMarkup(incident: Incident, page: SystemPage): Markup {
  const study = studyOf(incident, page)
  const steps = incident.steps.map((step) => stepMarkup(step, study, page))
  return html`<details class="incident" id="${page.id}-${incident.caseStudy}"><summary><span class="id">${incident.caseStudy}</span> <b>${study?.name}</b> <span class="counted">${study?.date} ${dot} ${incident.open} of ${incident.steps.length} steps open</span></summary>
<p>${study?.summary}</p>
<p class="scripted"><button type="button" class="replay">Replay it on the diagram</button></p>
<ol class="steps">${steps}</ol></details>`
}

/** The step as it would go here: on the way of the worst exposure that leaves it open. */
function stepMarkup(step: IncidentStep, study: CaseStudyDetails | undefined, page: SystemPage): Markup {
  const told = study?.told.get(step.technique)
  const then = told === undefined ? undefined : html` <span class="told">Then: ${told}</span>`
  return html`<li${wayAttributes(wayOfStep(step, page))}><span class="id">${step.technique}</span> <b>${nameOf(page, step.technique)}</b> <span class="on">open on ${step.subjects.join(', ')}</span>${then}</li>`
}

function wayOfStep({ technique, subjects }: IncidentStep, { exposures }: SystemPage): Way {
  const own = exposures.filter((exposure) => isOf(exposure.technique, technique) && isOpen(exposure.status))
  const [worst] = own
  if (worst === undefined) return { components: [], flows: [] }
  const way = wayOf(worst)
  const others = own.filter(({ subject }) => subjects.includes(subject.id)).map(({ subject }) => subject)
  const of = (type: string) => others.filter((subject) => subject.type === type).map(({ id }) => id)
  return {
    ...way,
    components: [...new Set([...way.components, ...of('component')])],
    flows: [...new Set([...way.flows, ...of('flow')])],
  }
}

/** A flagged sub-technique stands for its parent, too. */
function isOf(found: string, technique: string): boolean {
  return found === technique || found.startsWith(`${technique}.`)
}

/** The states in which a step of an incident counts as open. */
function isOpen(status: string): boolean {
  return status !== 'mitigated' && status !== 'not-applicable'
}

function missingText({ steps }: Incident, page: SystemPage): string {
  return steps
    .filter(({ state }) => state !== 'open')
    .map(({ technique, state, controls }) => {
      const by = controls.length > 0 ? ` by ${controls.join(', ')}` : ''
      return `${state}${by}: ${technique} ${nameOf(page, technique)}`
    })
    .join('; ')
}
