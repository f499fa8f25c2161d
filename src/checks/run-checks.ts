import type { Finding } from '../finding.ts'
import type { Check, CheckFinding, CheckInput } from './check.ts'
import { checks } from './checks.ts'

/** Groups that a retired system is excused from: nobody draws, owns or reviews it any more. */
const excusedWhenRetired: ReadonlySet<Check['group']> = new Set(['owners', 'completeness', 'review'])

/** What every check finds, in the order of the list of checks. */
export function runChecks(input: CheckInput): Finding[] {
  const isRetired = input.manifest.system.stage === 'retired'
  return checks
    .filter(({ group }) => !isRetired || !excusedWhenRetired.has(group))
    .flatMap((check) => check.find(input).map((found) => findingOf(check, found)))
}

function findingOf(check: Check, found: CheckFinding): Finding {
  const { id, severity, why, fix } = check
  return { rule: id, kind: 'check', severity, why, fix, related: [], ...found }
}
