import type { Check } from './check.ts'
import { claimsToWork } from './evidence.ts'
import { aboutControl } from './subjects.ts'

export const missingEvidenceFile: Check = {
  id: 'missing-evidence-file',
  group: 'controls',
  title: 'An evidence file is missing',
  severity: 'medium',
  why: 'Evidence that cannot be opened proves nothing to the next reviewer. Most often the file was moved or never committed.',
  fix: 'Correct `ref` (relative to the manifest), or commit the file.',
  find({ manifest, missingFiles }) {
    return Object.entries(manifest.controls ?? {}).flatMap(([id, control]) =>
      (claimsToWork(control) ? (control.evidence ?? []) : []).flatMap(({ ref }, index) => {
        if (ref === undefined || !missingFiles?.has(ref)) return []
        return [
          {
            ...aboutControl(id, 'evidence', index, 'ref'),
            message: `Control '${id}' rests on '${ref}', which does not exist.`,
          },
        ]
      }),
    )
  },
}
