/**
 * The door to the layout, which is larger than all the rest together and is needed for pictures only: `dist/layout.cjs`, loaded when
 * the first is drawn. The entry of the bundle says how.
 */

import type { Drawing } from './drawing.ts'
import type { Placement } from './placement.ts'

export type Layout = (drawing: Drawing) => Promise<Placement>

let load: (() => Promise<{ readonly layout: Layout }>) | undefined

export function installLayout(loader: () => Promise<{ readonly layout: Layout }>): void {
  load = loader
}

/** Places a drawing; the first call loads what that needs. */
export async function layOut(drawing: Drawing): Promise<Placement> {
  if (load === undefined) throw new Error('the layout is not installed: call installLayout')
  const { layout } = await load()
  return layout(drawing)
}
