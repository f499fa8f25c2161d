import type { PlacedControl } from '../analysis/controls.ts'
import { isSettled } from '../analysis/exposure-findings.ts'
import { answerTo } from './answer.ts'
import type { Check, CheckInput } from './check.ts'
import { claimsToWork, hasFailed } from './evidence.ts'
import { listed } from './sentences.ts'
import { aboutControl } from './subjects.ts'

export const idleControl: Check = {
  id: 'idle-control',
  group: 'controls',
  title: 'A control cuts nothing',
  severity: 'low',
  why: 'A preventing control counts where something that it answers passes. One that stands where nothing of the kind does looks like a defence in every list and defends nothing: it is in the wrong place, or made for another kind of model.',
  fix: 'Check that it stands where you meant it to, and that the map shows what it guards against. A control that guards against something the map leaves out may stay; this finding is a question, not a fault.',
  find(input) {
    const effective = new Set(
      input.analysis.exposures.flatMap(({ controls }) => controls.map(({ control }) => control)),
    )
    return input.analysis.controls
      .filter(({ id, entry }) => claimsToWork(entry) && !effective.has(id) && !hasFailed(entry))
      .filter((control) => answersOf(control, input).length > 0 && standsOnSomething(control))
      .map((control) => ({
        ...aboutControl(control.id),
        message: `Control '${control.id}' (${listed(answersOf(control, input))}) cuts nothing: no technique that it answers applies where it stands (${listed(control.entry.on)}).`,
        ...elsewhere(control, input),
      }))
  },
}

/** What it would cut with: covered techniques and preventing mitigations. Detecting and governing ones cut nothing anywhere. */
function answersOf({ entry }: PlacedControl, { catalog }: CheckInput): string[] {
  const preventing = (entry.implements ?? []).filter((id) => catalog.mitigations.get(id)?.class === 'prevents')
  return [...preventing, ...(entry.covers ?? [])]
}

/** Of empty places, `control-on-nothing` tells. */
function standsOnSomething({ places }: PlacedControl): boolean {
  return places.every(({ components, flows }) => components.length + flows.length > 0)
}

/** Where something is open that it would cut. */
function elsewhere({ entry }: PlacedControl, input: CheckInput): { fix?: string } {
  const open = input.analysis.raised.filter(
    (exposure) =>
      !isSettled(exposure) && exposure.subject.type !== 'system' && answerTo(exposure, entry, input) === 'cuts',
  )
  const places = [...new Set(open.map(({ subject }) => subject.id))].filter((id) => !entry.on.includes(id))
  return places.length === 0 ? {} : { fix: `What it answers is open at ${listed(places, 4)}: let it stand there, too.` }
}
