import { newestEvidence, type PlacedControl } from '../analysis/controls.ts'
import type { Exposure } from '../analysis/exposure.ts'
import { pathIds } from '../analysis/exposure-findings.ts'
import type { DecisionEntry } from '../manifest/manifest.ts'
import { answerTo } from './answer.ts'
import type { Check, CheckFinding, CheckInput } from './check.ts'
import { claimsToWork } from './evidence.ts'
import { listed } from './sentences.ts'
import { aboutDecision, decisionName } from './subjects.ts'

export const selfAcceptedRisk: Check = {
  id: 'self-accepted-risk',
  group: 'owners',
  title: 'Who owns a control accepts what it fails to cut',
  severity: 'medium',
  why: 'The owner of a control is its builder; whoever accepts the risk that is left judges the builder\'s work. In one hand, "it does not stop this" becomes "this need not be stopped" without anybody else looking.',
  fix: 'Let another owner accept the risk. Where someone else has approved it (`approved-by`), this is reported as low.',
  find(input) {
    return (input.manifest.decisions ?? []).flatMap((decision, index) => {
      const controls = failingControlsOf(input, decision, index)
      return controls.length === 0 ? [] : [findingOf(decision, index, controls)]
    })
  },
}

function findingOf(decision: DecisionEntry, index: number, controls: readonly string[]): CheckFinding {
  const { owner } = decision
  const approver = decision['approved-by']
  const names = listed(controls.map((id) => `'${id}'`))
  return {
    ...aboutDecision(index, decision, 'owner'),
    severity: approver === undefined || approver === owner ? 'medium' : 'low',
    message: `Owner '${owner}' accepts ${decisionName(decision)} and owns ${names}, which ${controls.length === 1 ? 'does' : 'do'} not cut it.`,
    technique: decision.technique,
    related: controls.map((id) => ({ place: { path: ['controls', id, 'owner'] }, note: 'owned by the same' })),
  }
}

/** Controls of the decision's owner that answer an exposure it accepts, or should and have failed their test. */
function failingControlsOf(input: CheckInput, { owner }: DecisionEntry, index: number): string[] {
  const accepted = input.analysis.raised.filter(({ status, decision }) => status === 'accepted' && decision === index)
  const failing = input.analysis.controls.filter((control) => {
    if (owner === undefined || control.entry.owner !== owner) return false
    return accepted.some((exposure) => answers(control, exposure) || failed(control, exposure, input))
  })
  return failing.map(({ id }) => id)
}

/** In force where it matters; what is accepted is not mitigated, so it was not enough. */
function answers({ id }: PlacedControl, { controls }: Exposure): boolean {
  return controls.some(({ control, effect }) => control === id && effect !== 'planned')
}

/** Claimed to work, tested and found wanting, where it would do something about it. */
function failed(control: PlacedControl, exposure: Exposure, input: CheckInput): boolean {
  const { entry } = control
  if (!claimsToWork(entry) || newestEvidence(entry, exposure.technique)?.result !== 'fail') return false
  return answerTo(exposure, entry, input) !== undefined && standsOn(control, exposure, input)
}

function standsOn({ places }: PlacedControl, exposure: Exposure, { system }: CheckInput): boolean {
  const touched = new Set([exposure.subject.id, ...pathIds(exposure), ...exposure.path.map(({ via }) => via)])
  return places.some(
    ({ components, flows }) =>
      components.some((component) => touched.has(system.components[component]?.id ?? '')) ||
      flows.some((flow) => touched.has(system.flows[flow]?.id ?? '')),
  )
}
