/** The script of the page. Without it everything can be read; with it one can look for something and see where it lies. */

import { Board, type Telling } from './board.ts'
import { bringWords } from './bring-words.ts'
import { connectFilters } from './filters.ts'
import { printAll } from './print-all.ts'
import { replayOn } from './replay.ts'
import { type Prepared, Reveal } from './reveal.ts'
import { connectSorting } from './sorting.ts'
import { textOf } from './text.ts'
import { connectTheme } from './theme.ts'
import { wayOf } from './way.ts'

// Before there is anything to see: what only the script needs is shown from the beginning, and what waits for a choice is not.
document.documentElement.classList.add('scripting')
document.addEventListener('DOMContentLoaded', () => {
  connectTheme()
  connectSorting()
  bringWords()
  printAll()
  new Reveal(prepare).start()
})

const ready = new Map<HTMLElement, Prepared>()

function prepare(article: HTMLElement): Prepared {
  let prepared = ready.get(article)
  if (prepared === undefined) {
    prepared = { clearFilters: connectFilters(article) ?? (() => {}) }
    ready.set(article, prepared)
    connectDiagram(article)
  }
  return prepared
}

/** What is opened lights up; an incident goes step by step. */
function connectDiagram(article: HTMLElement): void {
  const figure = article.querySelector<HTMLElement>('figure.diagram')
  if (figure === null) return
  const board = new Board(figure)
  const light = (entry: HTMLElement) => board.light(wayOf(entry), tellingOf(entry), entry)
  article.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.matches('.finding, .step')) return
      if (target.open) light(target)
      else board.clearFrom(target)
    },
    { capture: true },
  )
  article.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return
    const incident = target.closest('button.replay')?.closest<HTMLElement>('details.incident')
    if (incident) replayOn(board, incident)
    const control = target.closest('button.show')?.closest('tr')
    if (control) board.light(wayOf(control), controlTelling(control), control)
  })
}

/** A control and where it stands. */
function controlTelling({ cells }: HTMLTableRowElement): Telling {
  return { what: textOf(cells[0]?.querySelector('b') ?? null), how: `stands on ${textOf(cells[2] ?? null)}` }
}

/** What an entry is called, and how it stands. */
function tellingOf(entry: HTMLElement): Telling {
  const title = entry.querySelector('.title') ?? entry.querySelector('summary')
  return {
    what: textOf(title),
    how: textOf(entry.querySelector('dd.standing-text, summary .counted') ?? entry.querySelector('.message')),
  }
}
