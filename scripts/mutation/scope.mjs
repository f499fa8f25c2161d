/** What is mutated, and the tests that have to notice. */

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Paths, cuts, statuses, severity, exit code, and what matching needs; reading and checking rule files is no part of it. Patterns, so that a
 * file that is split or joined stays in.
 */
const core = [
  /^src\/analysis\/(?:controls|decisions|exposure.*|merge-exposures|nature|severity|way-around)\.ts$/,
  /^src\/report\/(?:gate.*|exit-code)\.ts$/,
  /^src\/rules\/(?!changed-rule|check-examples|compile-rule-files|compiled-rules|expansion|examples|known-ids|message|needs|read-rules|rule-fields|rule-set|rules-schema|test-rules|write-compiled-rules)[\w-]+\.ts$/,
]

const folders = ['src/analysis', 'src/report', 'src/rules']

export function coreFiles(root) {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((file) => core.some((pattern) => pattern.test(file)))
}

/** All of them together take few seconds, and none depends on what lies beside the repository. */
export function coreTests(root) {
  const wanted = [
    'test/rules',
    'test/analysis',
    'test/system',
    'test/report/gate.test.ts',
    'test/pinned',
    'test/measure/quiet.test.ts',
    'test/examples',
  ]
  return wanted.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : existsSync(join(root, path))
        ? readdirSync(join(root, path))
            .filter((name) => name.endsWith('.test.ts'))
            .map((name) => `${path}/${name}`)
        : [],
  )
}
