import { element, textElement } from '../report/xml.ts'
import { levelOf, type Mark } from './drawing.ts'
import { type Block, fonts, lineHeight, lineWidth } from './measured.ts'
import type { Box } from './placement.ts'
import { tenths } from './shift.ts'

/** The lines of a block, centred in a box; a badge gets a pill in the colour of the mark. */
export function textLines({ lines, height }: Block, box: Box, mark: Mark | undefined): string[] {
  const x = tenths(box.x + box.width / 2)
  let y = box.y + (box.height - height) / 2
  return lines.flatMap((line) => {
    const high = lineHeight(line.style)
    const base = tenths(y + high / 2 + fonts[line.style].size * 0.36)
    const text = textElement(
      'text',
      { class: line.faint ? `text-${line.style} faint` : `text-${line.style}`, x, y: base },
      line.text,
    )
    const pill = line.style === 'badge' ? [pillAt({ x, y, width: lineWidth(line), height: high }, mark)] : []
    y += high
    return [...pill, text]
  })
}

/** `x` is the middle. */
function pillAt({ x, y, width, height }: Box, mark: Mark | undefined): string {
  const level = mark === undefined ? '' : ` level-${levelOf(mark)}`
  return element('rect', {
    class: `pill${level}`,
    x: tenths(x - width / 2),
    y: tenths(y + 1),
    width: tenths(width),
    height: height - 2,
    rx: (height - 2) / 2,
  })
}

/** Classes that say how exposed something is. */
export function markClasses(mark: Mark | undefined): string {
  return mark === undefined ? '' : ` marked level-${levelOf(mark)} status-${mark.status}`
}
