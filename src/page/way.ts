/** What lights up in the diagram, as attributes: lists of component and flow ids. */

import type { LocatedExposure } from '../report/report.ts'
import { attribute, html, type Markup } from './markup.ts'

/** Ids hold no bar: those of flows without one of their own hold ` -> `. */
const separator = '|'

export interface Way {
  readonly components: readonly string[]
  /** Flows, and ties such as `trained-on`, by their ends. */
  readonly flows: readonly string[]
  readonly subject?: string
  /** Places where a control stands that has to do with it. */
  readonly guards?: readonly string[]
}

/** The way of an exposure, its subject, and where the controls stand that cut it or are walked around. */
export function wayOf({ path, subject, controls }: LocatedExposure): Way {
  return {
    components: [...new Set([...path.flatMap(({ from, to }) => [from, to]), ...own(subject.type, subject.id)])],
    flows: [...new Set([...path.map(flowOf), ...(subject.type === 'flow' ? [subject.id] : [])])],
    subject: subject.id,
    guards: guardsOf(controls),
  }
}

/** Where the controls stand that cut it, or that it goes around; where none does, those that limit or detect it. */
function guardsOf(controls: LocatedExposure['controls']): string[] {
  const cutting = controls.filter(({ effect }) => effect === 'cuts')
  const shown = cutting.length > 0 ? cutting : controls.filter(({ effect }) => effect !== 'planned')
  return [...new Set(shown.flatMap(({ on }) => on))]
}

/** A step of a way is a flow, forth or back, or what a field of a component says, which has no id. */
function flowOf({ via, from, to }: LocatedExposure['path'][number]): string {
  return ties.has(via) ? `${from} -> ${to}` : via
}

const ties: ReadonlySet<string> = new Set(['trained-on', 'based-on', 'uses', 'hosted-on'])

function own(type: string, id: string): string[] {
  return type === 'component' ? [id] : []
}

export function wayAttributes({ components, flows, subject, guards = [] }: Way): Markup {
  return html`${attribute('data-components', components.join(separator))}${attribute(
    'data-flows',
    flows.join(separator),
  )}${attribute('data-subject', subject)}${attribute('data-guards', guards.join(separator))}`
}
