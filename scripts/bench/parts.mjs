/** Parts of the program that are measured from the inside; bundled when they are. */
export { assembleKnowledge } from '../../src/library/knowledge.ts'
export { normalize } from '../../src/manifest/normalize.ts'
export { matchRule } from '../../src/rules/match.ts'
export { search } from '../../src/rules/paths.ts'
export { systemFacts } from '../../src/rules/run.ts'
export { readSource } from '../../src/source/reader.ts'
export { buildSystem } from '../../src/system/build-system.ts'
