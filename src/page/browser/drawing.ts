import type { Way } from './way.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const marks = ['lit', 'subject', 'guard'] as const
/** Room around what is lit, in units of the drawing. */
const margin = 28
/** No closer than this many pixels for a unit: a single component shall not fill the screen. */
const closest = 1
/** No farther than this: a way that is longer is scrolled along, because nobody could read it. */
const farthest = 0.55

/** The picture: what lights up in it, and which part of it is seen. */
export class Drawing {
  readonly #svg: SVGSVGElement
  readonly #whole: string

  constructor(svg: SVGSVGElement) {
    this.#svg = svg
    this.#whole = svg.getAttribute('viewBox') ?? ''
  }

  /** Lights a way up and dims the rest. False where the picture has nothing of it. */
  light({ components, flows, subject, guards }: Way): boolean {
    this.clear()
    const lit = [...components.flatMap((id) => this.#components(id)), ...flows.flatMap((id) => this.#flows(id))]
    for (const element of lit) element.classList.add('lit')
    for (const element of [...this.#components(subject), ...this.#flows(subject)]) element.classList.add('subject')
    for (const place of guards) for (const element of this.#placed(place)) element.classList.add('guard')
    if (lit.length > 0) this.#svg.classList.add('lighting')
    return lit.length > 0
  }

  clear(): void {
    this.#svg.classList.remove('lighting')
    for (const element of this.#svg.querySelectorAll('.lit, .subject, .guard')) element.classList.remove(...marks)
    this.#svg.setAttribute('viewBox', this.#whole)
    this.#svg.style.width = ''
    this.#svg.style.height = ''
  }

  /** Shows what is lit as large as it fits into the frame; what does not, from its subject on. */
  approach(frame: HTMLElement): void {
    const lit = [...this.#svg.querySelectorAll<SVGGraphicsElement>('.lit, .guard')]
    const box = around(lit.map((element) => this.#boxOf(element)))
    if (box === undefined || frame.clientWidth === 0) return
    const width = Math.max(box.width + 2 * margin, frame.clientWidth / closest)
    const height = Math.max(box.height + 2 * margin, frame.clientHeight / closest)
    const x = box.x + box.width / 2 - width / 2
    const y = box.y + box.height / 2 - height / 2
    this.#svg.setAttribute('viewBox', [x, y, width, height].map((number) => number.toFixed(1)).join(' '))
    const scale = Math.min(frame.clientWidth / width, frame.clientHeight / height)
    if (scale >= farthest) return
    this.#svg.style.width = `${Math.max(width * farthest, frame.clientWidth)}px`
    this.#svg.style.height = `${Math.max(height * farthest, frame.clientHeight)}px`
    this.#scrollToSubject(frame)
  }

  #scrollToSubject(frame: HTMLElement): void {
    const at = this.#svg.querySelector('.subject')?.getBoundingClientRect()
    const { top, left } = frame.getBoundingClientRect()
    if (at === undefined) return
    frame.scrollBy(
      middle(at.left - left, at.width, frame.clientWidth),
      middle(at.top - top, at.height, frame.clientHeight),
    )
  }

  /** In units of the drawing, wherever the element's own origin is. */
  #boxOf(element: SVGGraphicsElement): Box {
    const { x, y, width, height } = element.getBBox()
    const toDrawing = this.#svg.getScreenCTM()?.inverse()
    const own = element.getScreenCTM()
    if (toDrawing === undefined || own === null) return { x, y, width, height }
    const matrix = toDrawing.multiply(own)
    const start = new DOMPoint(x, y).matrixTransform(matrix)
    const end = new DOMPoint(x + width, y + height).matrixTransform(matrix)
    return { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y }
  }

  #components(id: string): Element[] {
    return id === '' ? [] : [...this.#svg.querySelectorAll(`[data-component="${CSS.escape(id)}"]`)]
  }

  /** A flow by its own id, or by its ends, as a tie has no id. */
  #flows(id: string): Element[] {
    if (id === '') return []
    const [from, to] = id.split(' -> ')
    const byEnds = to === undefined ? '' : `, [data-from="${CSS.escape(from ?? '')}"][data-to="${CSS.escape(to)}"]`
    const named = [...this.#svg.querySelectorAll(`[data-flow="${CSS.escape(id)}"]`)]
    return named.length > 0 || byEnds === '' ? named : [...this.#svg.querySelectorAll(byEnds.slice(2))]
  }

  /** Where a control stands: a zone's frame, or what the zone's name means elsewhere. */
  #placed(place: string): Element[] {
    const zones = [...this.#svg.querySelectorAll(`[data-zone="${CSS.escape(place)}"]`)]
    return [...this.#components(place), ...this.#flows(place), ...zones]
  }
}

/** How far to scroll so that something stands in the middle. */
function middle(start: number, size: number, room: number): number {
  return start + size / 2 - room / 2
}

function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
