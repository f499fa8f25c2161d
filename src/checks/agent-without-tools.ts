import { componentsWithout } from './asked.ts'
import type { Check } from './check.ts'
import { aboutComponent } from './subjects.ts'

export const agentWithoutTools: Check = {
  id: 'agent-without-tools',
  group: 'completeness',
  title: 'An agent states neither powers nor tools',
  severity: 'low',
  why: 'What a hijacked agent costs is what it can do: read, send, spend, run. An agent without tools and without `can` looks harmless only because nobody wrote it down.',
  fix: 'Draw the tools that it calls, or state its powers: `can: [read-data, send-messages]`; `can: []` when it only answers.',
  find(input) {
    return componentsWithout(input, 'can')
      .filter(({ kind, tools }) => kind === 'agent' && tools.length === 0)
      .map(({ id }) => ({
        ...aboutComponent(id),
        message: `Agent '${id}' calls no tool and does not state what it can do.`,
      }))
  },
}
