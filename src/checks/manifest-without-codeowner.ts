import type { Check } from './check.ts'
import { aboutSystem } from './subjects.ts'

export const manifestWithoutCodeowner: Check = {
  id: 'manifest-without-codeowner',
  group: 'owners',
  title: 'CODEOWNERS names nobody for the manifest',
  severity: 'medium',
  why: 'The manifest records who accepted which risk. When CODEOWNERS has no line for it, anybody who may merge can change that record, and nobody is asked to review it.',
  fix: 'Add a line for the manifest to CODEOWNERS, with the team that answers for the system.',
  find({ hasCodeowner }) {
    if (hasCodeowner !== false) return []
    return [{ ...aboutSystem(), message: 'CODEOWNERS has no owner for this manifest.' }]
  },
}
