import { bestAction } from '../analysis/controls.ts'
import type { Exposure } from '../analysis/exposure.ts'
import { rulesById } from '../analysis/exposure-findings.ts'
import { natureOf } from '../analysis/nature.ts'
import type { ControlEntry } from '../manifest/manifest.ts'
import type { CheckInput } from './check.ts'
import { partOf } from './decided.ts'

/** What a control that works does about an exposure: by what its rule accepts, which is not all that ATLAS links, and may be more. */
export function answerTo(
  exposure: Exposure,
  control: ControlEntry,
  { catalog, rules, system }: CheckInput,
): ReturnType<typeof bestAction> {
  const rule = rulesById(rules).get(exposure.rule)
  return rule === undefined ? undefined : bestAction(control, rule, natureOf(partOf(system, exposure)), catalog)
}
