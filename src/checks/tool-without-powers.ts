import { componentsWithout } from './asked.ts'
import type { Check } from './check.ts'
import { aboutComponent } from './subjects.ts'

export const toolWithoutPowers: Check = {
  id: 'tool-without-powers',
  group: 'completeness',
  title: 'A tool does not state its powers',
  severity: 'low',
  why: 'An agent can do what its tools can. A tool that does not say whether it reads, writes, sends or runs leaves the reach of every agent that calls it unknown.',
  fix: 'Add what it can do: `can: [read-data]`; `can: []` when it changes, reads and sends nothing.',
  find(input) {
    return componentsWithout(input, 'can')
      .filter(({ kind, powers }) => kind === 'tool' && powers === undefined)
      .map(({ id }) => ({ ...aboutComponent(id), message: `Tool '${id}' does not state what it can do.` }))
  },
}
