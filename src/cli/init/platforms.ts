/** The CI platform that a repository uses, and the file that runs the gate there. */

import { join } from 'node:path'
import { isThere } from '../../io.ts'

interface Platform {
  readonly id: string
  readonly name: string
  /** What tells that the repository uses it. */
  readonly signs: readonly string[]
  /** The file that is written. */
  readonly file: string
  /** What the user has to add by hand, since it goes into a file of theirs. */
  readonly byHand?: string
}

const platforms: readonly Platform[] = [
  { id: 'github', name: 'GitHub Actions', signs: ['.github'], file: '.github/workflows/atlaslint.yml' },
  {
    id: 'gitlab',
    name: 'GitLab CI',
    signs: ['.gitlab-ci.yml', '.gitlab'],
    file: '.gitlab/atlaslint.gitlab-ci.yml',
    byHand: 'add to .gitlab-ci.yml:\n  include:\n    - local: .gitlab/atlaslint.gitlab-ci.yml',
  },
  {
    id: 'azure',
    name: 'Azure Pipelines',
    signs: ['azure-pipelines.yml', '.azure-pipelines', '.azuredevops'],
    file: '.azuredevops/atlaslint-steps.yml',
    byHand: 'add to the steps in azure-pipelines.yml:\n  - template: .azuredevops/atlaslint-steps.yml',
  },
]

/** Those that have left a sign in the root of the repository. */
export function platformsIn(root: string): Platform[] {
  return platforms.filter(({ signs }) => signs.some((sign) => isThere(join(root, sign))))
}
