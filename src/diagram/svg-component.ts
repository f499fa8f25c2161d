import { sanitize } from '../report/sanitize.ts'
import { statusWords } from '../report/words.ts'
import { element, textElement } from '../report/xml.ts'
import type { DrawnComponent, Mark, Shape } from './drawing.ts'
import { badgeText, componentBlock } from './measured.ts'
import { outline, spark } from './outline.ts'
import type { Box } from './placement.ts'
import { tenths } from './shift.ts'
import { markClasses, textLines } from './svg-text.ts'

const sparkAt: Readonly<Record<Shape, number>> = { actor: 11, process: 11, store: 11, model: 21, agent: 14 }

export function componentGroup(component: DrawnComponent, box: Box | undefined): string {
  if (box === undefined) throw new Error(`the component ${component.id} has no place`)
  const { id, name, kind, shape, isAi, mark } = component
  const block = componentBlock(component)
  const classes = `component ${shape}${isAi ? ' ai' : ''}${markClasses(mark)}`
  const sparkPlace = { x: tenths(box.x + sparkAt[shape]), y: tenths(box.y + (shape === 'store' ? 19 : 12)) }
  return element('g', { class: classes, 'data-component': id, 'data-kind': kind }, [
    textElement('title', {}, `${sanitize(name)}${name === id ? '' : ` (${id})`}, ${kind}${markWords(mark)}`),
    ...outline(shape, box),
    ...(isAi ? [spark(sparkPlace)] : []),
    ...textLines(block, box, mark),
  ])
}

/** For a tooltip: what the badge means here. */
export function markWords(mark: Mark | undefined): string {
  return mark === undefined ? '' : `: ${badgeText(mark)}, ${statusWords[mark.status]}`
}
