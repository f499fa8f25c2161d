/** How much can be drawn: the placing of more takes longer than two seconds, and nobody could read it. Measured at the shapes that cost most. */

import type { Drawing } from './drawing.ts'

const mostComponents = 200
const mostArrows = 150
/** A label is a box of its own on its way, so that it costs as much as a component. */
const mostLabels = 80

/** Why a drawing is not placed, in words; undefined where it is. */
export function tooLarge({ components, flows, ties }: Drawing): string | undefined {
  const arrows = flows.length + ties.length
  if (components.length <= mostComponents && arrows <= mostArrows) return undefined
  return `a picture has room for ${mostComponents} components and ${mostArrows} arrows between them, and this system has ${components.length} and ${arrows}`
}

/** Whether its arrows have words on them; else their tooltips alone have them. */
export function isLabelled({ flows, ties }: Drawing): boolean {
  return flows.length + ties.length <= mostLabels
}
