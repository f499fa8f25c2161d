/** How much there is to do decides whether V8 is to optimise the code that does it. */

import type { Input } from '../io.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Bytes of manifests from which V8 begins to optimise what judges them, and a run of a hook or an editor ends before that pays. To
 * switch it off costs as much as judging a small manifest.
 */
const worthSwitchingOff = 4096
/** Bytes of manifests from which optimised code saves more time than making it takes: measured, some fifty files. */
const worthOptimizing = 524_288

/** Bytes of one manifest from which the same holds for it alone: the work on one system grows faster than its text. */
const worthOptimizingAlone = 65_536

/** Passes on what is to be judged next, with a word to the optimiser where it is due. */
export function pacing({ optimize, withoutOptimizer }: Surroundings): (input: Input) => Input {
  let size = 0
  return (input) => {
    const { length } = input.bytes
    size += length
    if (size > worthOptimizing || length > worthOptimizingAlone) optimize?.()
    else if (size > worthSwitchingOff) withoutOptimizer?.()
    return input
  }
}
