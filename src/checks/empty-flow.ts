import type { Check } from './check.ts'
import { aboutFlow } from './subjects.ts'

export const emptyFlow: Check = {
  id: 'empty-flow',
  group: 'completeness',
  title: 'A flow carries nothing',
  severity: 'low',
  why: 'Rules follow what a flow carries: prompts, documents, models, credentials. A flow that says nothing of it lets nothing through, and hides every path that uses it.',
  fix: 'State what moves along it, and what comes back: `carries: [prompt], returns: [completion]`.',
  find({ manifest }) {
    return (manifest.flows ?? []).flatMap((flow, index) => {
      if (flow.carries?.length || flow.returns?.length) return []
      return [
        {
          ...aboutFlow(index, flow),
          message: `The flow from '${flow.from}' to '${flow.to}' neither carries nor returns anything.`,
        },
      ]
    })
  },
}
