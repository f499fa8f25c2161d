import type { Manifest } from '../manifest/manifest.ts'
import type { Check } from './check.ts'
import { daysBetween } from './dates.ts'
import { counted } from './sentences.ts'
import { aboutControl } from './subjects.ts'

export const overdueControl: Check = {
  id: 'overdue-control',
  group: 'controls',
  title: 'A planned control is overdue',
  severity: 'medium',
  why: 'Techniques were left open because this control was to close them by a day that has passed. On a system of high or critical criticality this is reported as high.',
  fix: 'Put the control in place and set `status: implemented`, or agree on a new `due` date.',
  find({ manifest, now }) {
    return Object.entries(manifest.controls ?? {}).flatMap(([id, { status, due, owner }]) => {
      if (status !== 'planned' || due === undefined || due >= now) return []
      const late = `${counted(daysBetween(due, now), 'day')} ago`
      const message = `Control '${id}'${owner === undefined ? '' : ` of '${owner}'`} was planned for ${due}, ${late}.`
      return [{ ...aboutControl(id, 'due'), severity: severityFor(manifest), message }]
    })
  },
}

function severityFor({ system }: Manifest): 'medium' | 'high' {
  return system.criticality === 'high' || system.criticality === 'critical' ? 'high' : 'medium'
}
