import type { Severity } from '../finding.ts'
import { loadExtra } from '../load-extra.ts'

/** Colours by meaning. Colour never says anything that the text does not. */
export type Paint = Readonly<Record<Severity | 'strong' | 'faint' | 'label' | 'good' | 'bad', (text: string) => string>>

const same = (text: string): string => text

const plain: Paint = {
  critical: same,
  high: same,
  medium: same,
  low: same,
  strong: same,
  faint: same,
  label: same,
  good: same,
  bad: same,
}

let load = (): (() => Paint) => loadExtra().chalkPaint
let painted: Paint | undefined

/** Where there is a bundle with nothing but the colours: at a terminal they are wanted on every run, and little else that is rare. */
export function installPaint(loader: () => () => Paint): void {
  load = loader
  painted = undefined
}

/** chalk is loaded only when there is something to colour. */
export function paintFor(color: boolean): Paint {
  if (!color) return plain
  painted ??= load()()
  return painted
}
