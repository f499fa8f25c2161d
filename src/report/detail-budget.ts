/** Which findings `pretty` shows in full: the first of those that deserve it, as many as there is room for. */

import { atLeast } from '../finding.ts'
import type { Group } from './block.ts'

const usualDetails = 50

export class DetailBudget {
  #left: number
  readonly #forAll: boolean

  /** With `forAll` every finding deserves it, else the critical and high ones and what could not be judged. */
  constructor(maxDetails: number | undefined, forAll: boolean) {
    this.#left = maxDetails ?? usualDetails
    this.#forAll = forAll
  }

  get isSpent(): boolean {
    return this.#left === 0
  }

  /** True for what is shown in full; that is taken out of the budget. */
  takes([finding]: Group): boolean {
    if (this.#left === 0) return false
    if (!this.#forAll && finding.kind !== 'input' && !atLeast(finding.severity, 'high')) return false
    this.#left -= 1
    return true
  }
}
