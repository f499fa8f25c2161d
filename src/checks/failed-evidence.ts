import type { EvidenceEntry } from '../manifest/manifest.ts'
import type { Check } from './check.ts'
import { claimsToWork, currentEvidence } from './evidence.ts'
import { aboutControl } from './subjects.ts'

export const failedEvidence: Check = {
  id: 'failed-evidence',
  group: 'controls',
  title: 'The newest test of a control failed',
  severity: 'high',
  why: 'The manifest says that a control works and its own newest evidence says that it does not. It is not counted as in force for what the evidence speaks of, so the techniques that it was there for are open again.',
  fix: 'Repair the control and add the new result; until then set `status: planned` with a `due` date.',
  find({ manifest }) {
    return Object.entries(manifest.controls ?? {}).flatMap(([id, control]) => {
      const failed = claimsToWork(control)
        ? currentEvidence(control).filter(({ entry }) => entry.result === 'fail')
        : []
      return failed.map(({ entry, index }) => ({
        ...aboutControl(id, 'evidence', index, 'result'),
        message: `Control '${id}' is ${control.status}, but ${saying(entry)}.`,
        ...(entry.technique === undefined ? {} : { technique: entry.technique }),
      }))
    })
  },
}

function saying({ ref, date, technique }: EvidenceEntry): string {
  const when = date === undefined ? '' : ` of ${date}`
  return `'${ref}'${when} says that it fails${technique === undefined ? '' : ` against ${technique}`}`
}
