import { type Found, findFiles, type Input, isRuleName, readInput } from '../io.ts'
import type { Context } from './context.ts'

const maxRuleFileSize = 1_048_576

/** The user's rule files at these paths. */
export function ruleFilesAt(paths: readonly string[], context: Context): { found: Found[]; inputs: Input[] } {
  const found = findFiles(paths, {
    cwd: context.surroundings.cwd,
    wanted: isRuleName,
    described: 'rule file (*.yaml)',
    allowEmpty: false,
  })
  return { found, inputs: found.map(readRuleFile) }
}

export function readRuleFile(found: Found): Input {
  return readInput(found, maxRuleFileSize)
}

/** Any file that all manifests of a run are held against; a baseline can be large. */
export function readSharedFile(found: Found): Input {
  return readInput(found, 64 * maxRuleFileSize)
}
