/** What a viewer would see of a drawing: the SVG read by an XML parser, and where its texts and boxes are. */

import { SaxesParser } from 'saxes'
import { fonts, type Style } from '../../src/diagram/measured.ts'
import { textWidth } from '../../src/diagram/text-size.ts'

export interface SvgElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: SvgElement[]
  readonly parent: SvgElement | undefined
  text: string
}

/** Throws at anything that is not well-formed. */
export function parseSvg(svg: string): SvgElement {
  const top: SvgElement = { name: '', attributes: {}, children: [], parent: undefined, text: '' }
  let here = top
  const parser = new SaxesParser({ fragment: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes: given }) => {
    const attributes = given as Record<string, string>
    const element: SvgElement = { name, attributes, children: [], parent: here, text: '' }
    here.children.push(element)
    here = element
  })
  parser.on('text', (text) => {
    here.text += text
  })
  parser.on('closetag', () => {
    here = here.parent ?? top
  })
  parser.write(svg).close()
  return top.children[0] as SvgElement
}

/** The element and everything in it. */
export function all(element: SvgElement): SvgElement[] {
  return [element, ...element.children.flatMap(all)]
}

export function withClass(element: SvgElement, name: string): SvgElement[] {
  return all(element).filter((each) => classesOf(each).includes(name))
}

export function classesOf({ attributes }: SvgElement): string[] {
  return (attributes.class ?? '').split(' ')
}

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly what: string
}

/** Where a text is, by the widths of a wide font. */
export function textRectangle(element: SvgElement): Rectangle {
  const style = classesOf(element)[0]?.replace('text-', '') as Style
  const { x, y } = element.attributes
  const font = fonts[style]
  const half = textWidth(element.text, font) / 2
  return {
    left: Number(x) - half,
    right: Number(x) + half,
    top: Number(y) - font.size * 0.8,
    bottom: Number(y) + font.size * 0.25,
    what: element.text,
  }
}

/** Around the coordinates of a path or rectangle. */
export function shapeRectangle(element: SvgElement, what: string): Rectangle {
  const { x, y, width, height, d } = element.attributes
  if (d === undefined) {
    return {
      left: Number(x),
      top: Number(y),
      right: Number(x) + Number(width),
      bottom: Number(y) + Number(height),
      what,
    }
  }
  const points = pointsOf(d)
  const [xs, ys] = [points.map(([across]) => across), points.map(([, down]) => down)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), what }
}

/** The ends of the parts of a path, and the control points between: M, L, H, V, A and C, as we write them. */
export function pointsOf(d: string): [number, number][] {
  const points: [number, number][] = []
  let at: [number, number] = [0, 0]
  for (const [, letter, rest = ''] of d.matchAll(/([MLHVAC])([^A-Z]*)/g)) {
    const numbers = rest.trim().split(/[ ,]+/).map(Number)
    if (letter === 'H') at = [numbers[0] as number, at[1]]
    else if (letter === 'V') at = [at[0], numbers[0] as number]
    else at = numbers.slice(-2) as [number, number]
    if (letter === 'C') points.push(...pairs(numbers))
    else points.push(at)
  }
  return points
}

function pairs(numbers: readonly number[]): [number, number][] {
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] as number]] : []))
}

export function overlap(one: Rectangle, other: Rectangle): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** Half a pixel is what rounding may cost. */
export function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.left >= outer.left - 0.5 &&
    inner.right <= outer.right + 0.5 &&
    inner.top >= outer.top - 0.5 &&
    inner.bottom <= outer.bottom + 0.5
  )
}
