/** The filters of one system's findings. What an entry has to match is in its attributes. */

/** Connects the bar and returns what clears it; nothing where there is no bar. */
export function connectFilters(article: HTMLElement): (() => void) | undefined {
  const bar = article.querySelector<HTMLElement>('.filters')
  if (bar === null) return undefined
  const entries = [...article.querySelectorAll<HTMLElement>('details.finding')]
  const apply = () => {
    const wanted = wantedBy(bar)
    let shown = 0
    for (const entry of entries) {
      const isShown = wanted.every((matches) => matches(entry))
      if (isShown) shown += 1
      if (entry.parentElement !== null) entry.parentElement.hidden = !isShown
    }
    const output = bar.querySelector('output')
    if (output !== null) output.textContent = `${shown} of ${entries.length} shown`
    article.classList.toggle('filtered', shown < entries.length)
  }
  const clear = () => {
    for (const pill of bar.querySelectorAll('.pill')) pill.setAttribute('aria-pressed', 'false')
    for (const field of bar.querySelectorAll<HTMLInputElement | HTMLSelectElement>('select, input')) field.value = ''
    apply()
  }
  bar.addEventListener('input', apply)
  bar.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button?.classList.contains('clear')) clear()
    if (!button?.classList.contains('pill')) return
    button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'))
    apply()
  })
  apply()
  return clear
}

type Matches = (entry: HTMLElement) => boolean

/** Each filter that is set; severities that are pressed are alternatives. */
function wantedBy(bar: HTMLElement): Matches[] {
  const pressed = [...bar.querySelectorAll<HTMLButtonElement>('.pill[aria-pressed="true"]')].map(({ value }) => value)
  const selects = [...bar.querySelectorAll('select')].filter(({ value }) => value !== '')
  const words = (bar.querySelector('input')?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return [
    ...(pressed.length === 0 ? [] : [(entry: HTMLElement) => pressed.includes(entry.dataset.severity ?? '')]),
    ...selects.map(
      (select): Matches =>
        (entry) =>
          holds(entry, select.dataset.filter ?? '', select.value),
    ),
    ...(words.length === 0 ? [] : [(entry: HTMLElement) => words.every((word) => textOf(entry).includes(word))]),
  ]
}

function holds({ dataset }: HTMLElement, name: string, value: string): boolean {
  const values = (dataset[name] ?? '').split(/[| ]/)
  return values.includes(value) || (name === 'components' && dataset.subject === value)
}

const texts = new WeakMap<HTMLElement, string>()

/** Read once: with hundreds of entries each letter typed would else read all of them again. */
function textOf(entry: HTMLElement): string {
  let text = texts.get(entry)
  if (text === undefined) {
    text = (entry.textContent ?? '').toLowerCase()
    texts.set(entry, text)
  }
  return text
}
