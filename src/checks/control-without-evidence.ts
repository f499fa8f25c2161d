import type { Check } from './check.ts'
import { aboutControl } from './subjects.ts'

export const controlWithoutEvidence: Check = {
  id: 'control-without-evidence',
  group: 'controls',
  title: 'A control in place has no evidence',
  severity: 'low',
  why: 'A technique counts as mitigated because a control says so. Without a test, a scan or at least a configuration to look at, that is a belief.',
  fix: 'Add what shows that it works: `evidence: [{ type: test, ref: <file or URL>, date: YYYY-MM-DD, result: pass }]`.',
  find({ manifest, evidenceRequiredFor = ['implemented'] }) {
    // Of one that claims to be verified, `verified-without-pass` tells.
    return Object.entries(manifest.controls ?? {})
      .filter(
        ([, { status, evidence }]) =>
          status !== 'verified' && (evidence ?? []).length === 0 && evidenceRequiredFor.includes(status),
      )
      .map(([id, { status }]) => ({
        ...aboutControl(id),
        message: `Control '${id}' is ${status}, and nothing shows that it works.`,
      }))
  },
}
