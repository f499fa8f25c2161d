import type { Board } from './board.ts'
import { textOf } from './text.ts'
import { wayOf } from './way.ts'

/** Goes through the steps of an incident, each lit up on the diagram and told beside it. */
export function replayOn(board: Board, incident: HTMLElement): void {
  const steps = [...incident.querySelectorAll<HTMLElement>('.steps > li')]
  const show = (index: number): void => {
    const step = steps[index]
    if (step === undefined) return
    for (const other of steps) other.removeAttribute('aria-current')
    step.setAttribute('aria-current', 'step')
    const told = textOf(step.querySelector('.told'))
    const what = textOf(step).replace(told, '').trim()
    const beside = {
      ...(index > 0 ? { previous: () => show(index - 1) } : {}),
      ...(index < steps.length - 1 ? { next: () => show(index + 1) } : {}),
    }
    board.light(wayOf(step), { what: `${index + 1} of ${steps.length}: ${what}`, how: told, ...beside }, incident)
  }
  show(0)
  board.focusNext()
}
