/** The real engine: what manifests are held against, and the pipeline of `lint.ts`. */

import type { Catalog } from '../atlas/catalog.ts'
import type { Input } from '../io.ts'
import { assembleKnowledge, type Tuning } from '../library/knowledge.ts'
import { judging, lint } from '../lint.ts'
import type { Engine, Prepared } from './engine.ts'

export const lintEngine: Engine = { prepare }

function prepare(folder: string, ruleFiles: readonly Input[], chosen?: Catalog, tuning?: Tuning): Prepared {
  const assembled = assembleKnowledge(folder, ruleFiles, chosen, tuning)
  return {
    ...assembled,
    lint: (inputs, options) => {
      if (assembled.problems.length > 0) throw new Error('rule files with problems were used')
      const reading = oneByOne(inputs)
      return lint(reading.inputs, assembled.knowledge, { ...options, evidenceExists: reading.exists })
    },
    judge: (options) => {
      let current: Input | undefined
      const evidenceExists = (_: string, reference: string) => current?.exists?.(reference) ?? true
      const judge = judging(assembled.knowledge, { ...options, evidenceExists })
      return (input) => {
        current = input
        return judge(input)
      }
    },
  }
}

/** Evidence is looked for from the folder of the manifest that is being judged. What was piped in has none: its evidence counts as there. */
function oneByOne(inputs: Iterable<Input>): {
  inputs: Iterable<Input>
  exists: (_: string, reference: string) => boolean
} {
  let current: Input | undefined
  function* remembered(): Generator<Input> {
    for (const input of inputs) {
      current = input
      yield input
    }
  }
  return { inputs: remembered(), exists: (_, reference) => current?.exists?.(reference) ?? true }
}
