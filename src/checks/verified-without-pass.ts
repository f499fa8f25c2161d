import type { ControlEntry } from '../manifest/manifest.ts'
import type { Check } from './check.ts'
import { currentEvidence, hasFailed } from './evidence.ts'
import { aboutControl } from './subjects.ts'

export const verifiedWithoutPass: Check = {
  id: 'verified-without-pass',
  group: 'controls',
  title: 'A verified control has passed no test',
  severity: 'medium',
  why: '`verified` is a claim that somebody tried to get past the control and could not. It needs the result of that trial; otherwise the control is implemented, no more.',
  fix: 'Add the evidence with `result: pass`, or set `status: implemented`.',
  find({ manifest }) {
    return Object.entries(manifest.controls ?? {})
      .filter(([, control]) => control.status === 'verified' && !hasFailed(control) && !hasPassed(control))
      .map(([id, { evidence }]) => {
        const reason = (evidence ?? []).length === 0 ? 'has no evidence' : 'no current evidence for it says pass'
        return { ...aboutControl(id, 'status'), message: `Control '${id}' is marked verified, but ${reason}.` }
      })
  },
}

function hasPassed(control: ControlEntry): boolean {
  return currentEvidence(control).some(({ entry }) => entry.result === 'pass')
}
