import type { System } from '../system/system.ts'
import { draw } from './draw.ts'
import { layOut } from './load-layout.ts'
import type { Exposed } from './mark.ts'
import { type SvgOptions, toSvg } from './svg.ts'

/**
 * A system as an SVG element, marked with these exposures (those of the analysis, or of a manifest in a report); without any given,
 * nothing is marked. Components carry `data-component`, flows `data-flow` (the subject's id), `data-from` and `data-to`, zones
 * `data-zone`. `svg-style.ts` has the names of the colours that a page may set (`--diagram-…`).
 */
export async function systemSvg(
  system: System,
  exposures: readonly Exposed[] | undefined,
  options: SvgOptions = {},
): Promise<string> {
  const drawing = draw(system, exposures)
  return toSvg(drawing, await layOut(drawing), options)
}
