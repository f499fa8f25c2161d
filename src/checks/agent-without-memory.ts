import type { Component } from '../system/system.ts'
import { componentsWithout } from './asked.ts'
import type { Check } from './check.ts'
import { aboutComponent } from './subjects.ts'

export const agentWithoutMemory: Check = {
  id: 'agent-without-memory',
  group: 'completeness',
  title: 'An agent does not state its memory',
  severity: 'low',
  why: 'An order planted in a memory is followed again in every later conversation, also those of other people. Whether that can happen depends on how long the agent remembers.',
  fix: 'Add `memory: none | thread | persistent` (one of them) to the agent, or draw the flow to its memory.',
  find(input) {
    return componentsWithout(input, 'memory')
      .filter((component) => component.kind === 'agent' && !hasMemory(component))
      .map(({ id }) => ({ ...aboutComponent(id), message: `Agent '${id}' does not state what it remembers.` }))
  },
}

/** A drawn memory says it, too. */
function hasMemory({ flowsIn, flowsOut }: Component): boolean {
  return flowsOut.some(({ to }) => to.kind === 'memory') || flowsIn.some(({ from }) => from.kind === 'memory')
}
