/** How much there is to do decides whether V8 is to optimise the code that does it. */

import type { Input } from '../io.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Bytes of manifests from which V8 begins to optimise what judges them, and a run of a hook or an editor ends before that pays. To
 * switch it off costs as much as judging a small manifest.
 */
const worthSwitchingOff = 4096

/** The manifests, and on the way the word to the optimiser. */
export function* paced(inputs: Iterable<Input>, { withoutOptimizer }: Surroundings): Generator<Input> {
  let size = 0
  for (const input of inputs) {
    size += input.bytes.length
    if (size > worthSwitchingOff) withoutOptimizer?.()
    yield input
  }
}
