/** What the threads of a run share: which manifests are taken, and who has something to tell. Nobody sends a message to get work. */

const places = { next: 0, told: 1, brief: 2 } as const

export class Board {
  readonly memory: SharedArrayBuffer
  readonly #cells: Int32Array

  constructor(memory = new SharedArrayBuffer(4 * Object.keys(places).length)) {
    this.memory = memory
    this.#cells = new Int32Array(memory)
  }

  /** The number of the next stack that nobody has taken; it is the caller's. */
  take(): number {
    return Atomics.add(this.#cells, places.next, 1)
  }

  /** Nothing is left to be taken, whatever `total` was. */
  clear(total: number): void {
    Atomics.store(this.#cells, places.next, total)
  }

  /** Says that there is a message. */
  tell(): void {
    Atomics.add(this.#cells, places.told, 1)
    Atomics.notify(this.#cells, places.told)
  }

  /** How often somebody told something so far. */
  get told(): number {
    return Atomics.load(this.#cells, places.told)
  }

  /** Waits until somebody told something since; false where nobody does for so many milliseconds. */
  wait(told: number, patience: number): boolean {
    return Atomics.wait(this.#cells, places.told, told, patience) !== 'timed-out'
  }

  /** From here on a line about each finding is enough. */
  get isBrief(): boolean {
    return Atomics.load(this.#cells, places.brief) === 1
  }

  beBrief(): void {
    Atomics.store(this.#cells, places.brief, 1)
  }
}
