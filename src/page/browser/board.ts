import { Drawing } from './drawing.ts'
import type { Way } from './way.ts'

/** What is said about what is lit; of several steps, how to get to those beside it. */
export interface Telling {
  readonly what: string
  readonly how: string
  readonly previous?: () => void
  readonly next?: () => void
}

/** The figure: the diagram, what is said about it, and its buttons. While something is lit it stays in sight. */
export class Board {
  readonly #figure: HTMLElement
  readonly #canvas: HTMLElement
  readonly #what: HTMLElement
  readonly #how: HTMLElement
  readonly #key: HTMLElement
  readonly #drawing: Drawing | undefined
  readonly #atRest: string
  #origin: HTMLElement | undefined
  #shown: Telling | undefined

  constructor(figure: HTMLElement) {
    this.#figure = figure
    this.#canvas = part(figure, '.canvas')
    this.#what = part(figure, '.what')
    this.#how = part(figure, '.how')
    this.#key = part(figure, '.key')
    this.#atRest = this.#what.textContent ?? ''
    const svg = figure.querySelector('svg')
    this.#drawing = svg === null ? undefined : new Drawing(svg)
    this.#connect()
  }

  /** Lights a way up, says what it is, and keeps the entry that asked for it where it is on the screen. */
  light(way: Way, telling: Telling, origin: HTMLElement): void {
    const before = origin.getBoundingClientRect().top
    const isDrawn = this.#drawing?.light(way) ?? false
    this.#origin = origin
    this.#shown = telling
    this.#figure.classList.add('docked')
    this.#what.textContent = telling.what
    this.#how.textContent = isDrawn ? telling.how : `${telling.how} It is about the system as a whole.`.trim()
    this.#key.hidden = !isDrawn || way.guards.length === 0
    this.#drawing?.approach(this.#canvas)
    this.#showButtons()
    this.#keep(origin, before)
  }

  clear(): void {
    const origin = this.#origin
    const before = origin?.getBoundingClientRect().top ?? 0
    this.#drawing?.clear()
    this.#origin = undefined
    this.#shown = undefined
    this.#figure.classList.remove('docked')
    this.#what.textContent = this.#atRest
    this.#how.textContent = ''
    this.#key.hidden = true
    this.#showButtons()
    if (origin !== undefined) scrollBy({ top: origin.getBoundingClientRect().top - before, behavior: 'instant' })
  }

  /** An entry that was closed takes its light with it; that of another stays. */
  clearFrom(origin: HTMLElement): void {
    if (this.#origin === origin) this.clear()
  }

  focusNext(): void {
    this.#button('next').focus({ preventScroll: true })
  }

  #connect(): void {
    const actions: Record<string, () => void> = {
      previous: () => this.#shown?.previous?.(),
      next: () => this.#shown?.next?.(),
      back: () => this.#goBack(),
      whole: () => this.clear(),
      fit: () => this.#toggle('fit', 'actual'),
      size: () => this.#toggle('actual', 'fit'),
    }
    this.#figure.addEventListener('click', ({ target }) => {
      const name = target instanceof Element ? target.closest<HTMLElement>('[data-do]')?.dataset.do : undefined
      if (name !== undefined) actions[name]?.()
    })
    this.#figure.addEventListener('keydown', (event) => {
      const name = { ArrowLeft: 'previous', ArrowRight: 'next', Escape: 'whole' }[event.key]
      if (name === undefined || (event.target === this.#canvas && event.key !== 'Escape')) return
      if (name === 'whole' || this.#shown?.next || this.#shown?.previous) actions[name]?.()
    })
  }

  /** The entry's first line gets the focus, so that a keyboard goes on from there. */
  #goBack(): void {
    const origin = this.#origin
    if (origin === undefined) return
    origin.scrollIntoView({ block: 'center' })
    origin.querySelector<HTMLElement>('summary, button, a')?.focus({ preventScroll: true })
  }

  /** Of the two sizes one excludes the other; with neither, the picture is as wide as the page. */
  #toggle(size: string, other: string): void {
    const { classList } = this.#figure
    classList.toggle(size)
    classList.remove(other)
    this.#button('size').setAttribute('aria-pressed', String(classList.contains('actual')))
    this.#button('fit').setAttribute('aria-pressed', String(classList.contains('fit')))
  }

  #showButtons(): void {
    const isReplay = this.#shown?.previous !== undefined || this.#shown?.next !== undefined
    const isLit = this.#origin !== undefined
    for (const name of ['previous', 'next'] as const) {
      const button = this.#button(name)
      button.hidden = !isReplay
      // Not `disabled`: the focus would be lost at the last step.
      button.setAttribute('aria-disabled', String(this.#shown?.[name] === undefined))
    }
    this.#button('back').hidden = !isLit
    this.#button('whole').hidden = !isLit
    this.#button('size').hidden = isLit
    this.#button('fit').hidden = isLit
  }

  /** The figure has become smaller or larger: the entry stays where it was, but not behind the figure. */
  #keep(origin: HTMLElement, before: number): void {
    scrollBy({ top: origin.getBoundingClientRect().top - before, behavior: 'instant' })
    const hidden = this.#figure.getBoundingClientRect().bottom + 8 - origin.getBoundingClientRect().top
    if (hidden > 0) scrollBy({ top: -hidden, behavior: 'instant' })
  }

  #button(name: string): HTMLButtonElement {
    return part(this.#figure, `[data-do="${name}"]`) as HTMLButtonElement
  }
}

function part(parent: HTMLElement, selector: string): HTMLElement {
  const found = parent.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`the page has no ${selector}`)
  return found
}
