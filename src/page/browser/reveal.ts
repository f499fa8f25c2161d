/** What can be done with an article that is ready. */
export interface Prepared {
  clearFilters(): void
}

/** Follows links inside the page: to what is hidden, closed or filtered away, too. Of several systems one is shown at a time. */
export class Reveal {
  readonly #articles = [...document.querySelectorAll<HTMLElement>('article.system')]
  readonly #prepare: (article: HTMLElement) => Prepared

  /** `prepare` makes an article ready when it is first shown: with a hundred of them, most never are. */
  constructor(prepare: (article: HTMLElement) => Prepared) {
    this.#prepare = prepare
  }

  start(): void {
    const [only, second] = this.#articles
    if (only !== undefined && second === undefined) this.#prepare(only)
    addEventListener('hashchange', () => this.#follow())
    // A link to where one is already changes no hash.
    document.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null
      if (link !== null && link.hash === location.hash) this.#follow()
    })
    this.#follow()
  }

  #follow(): void {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target === null) return
    const article = target.closest<HTMLElement>('article.system')
    const prepared = article === null ? undefined : this.#show(article)
    if (target.closest('li[hidden]') !== null) prepared?.clearFilters()
    for (let element: Element | null = target; element !== null; element = element.parentElement)
      if (element instanceof HTMLDetailsElement) element.open = true
    target.querySelector(':scope > details:only-of-type')?.setAttribute('open', '')
    target.scrollIntoView()
    target.querySelector<HTMLElement>(':scope > summary')?.focus({ preventScroll: true })
  }

  #show(article: HTMLElement): Prepared {
    for (const other of this.#articles) other.classList.toggle('chosen', other === article)
    return this.#prepare(article)
  }
}
