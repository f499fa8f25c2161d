import type { EvidenceEntry } from '../manifest/manifest.ts'
import type { Check, CheckInput } from './check.ts'
import { daysBetween } from './dates.ts'
import { claimsToWork, currentEvidence } from './evidence.ts'
import { aboutControl } from './subjects.ts'

export const staleEvidence: Check = {
  id: 'stale-evidence',
  group: 'controls',
  title: 'Evidence is too old',
  severity: 'low',
  why: 'Models are swapped, prompts are rewritten, and attacks get better. A test of a system that has changed since says little about today. Only the newest evidence for a technique counts, so older results may stay.',
  fix: 'Repeat the test and add its result with its date.',
  find(input) {
    return Object.entries(input.manifest.controls ?? {}).flatMap(([id, control]) => {
      // A failed test is told by `failed-evidence`, whatever its age.
      const current = claimsToWork(control)
        ? currentEvidence(control).filter(({ entry }) => entry.result !== 'fail')
        : []
      return current.flatMap(({ entry, index }) => {
        const trouble = troubleWith(entry, input)
        const place = entry.date === undefined ? [index] : [index, 'date']
        return trouble === undefined
          ? []
          : [
              {
                ...aboutControl(id, 'evidence', ...place),
                message: `Evidence '${entry.ref}' for control '${id}' ${trouble}.`,
              },
            ]
      })
    })
  },
}

function troubleWith({ date }: EvidenceEntry, { now, evidenceMaxAge }: CheckInput): string | undefined {
  if (date === undefined) return 'has no date, so nobody can tell whether it still counts'
  const age = daysBetween(date, now)
  return age > evidenceMaxAge ? `is ${age} days old; the limit is ${evidenceMaxAge}` : undefined
}
