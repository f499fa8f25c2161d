import type { Component, Flow } from './system.ts'

/** Kinds that are called, and whose powers go over to who calls them. */
const toolKinds: ReadonlySet<string> = new Set(['tool', 'skill', 'agent'])

/**
 * Kinds that hand on what they hold and call nothing: a person who talks to an agent, or a mailbox that the agent reads,
 * does not get the agent's powers.
 */
const passive: ReadonlySet<string> = new Set(['actor', 'data-store', 'model-storage', 'supply-chain', 'operations'])
const passiveAgentic: ReadonlySet<string> = new Set(['memory', 'prompt-store', 'tool-registry'])

/** True when a flow as drawn is a call of a tool, a skill or an agent. */
export function callsTool({ from, to }: Flow): boolean {
  if (!toolKinds.has(to.kind)) return false
  return from.kind === 'ci-cd' || !(passiveAgentic.has(from.kind) || from.kinds.some((kind) => passive.has(kind)))
}

/** The tools, skills and agents that a component calls, any number of calls deep, nearest first, without itself. */
export function reachableTools(component: Component, usable: (flow: Flow) => boolean = () => true): Component[] {
  const seen = new Set([component])
  // A set yields what is added while it is walked, so it is the queue, too.
  for (const caller of seen) for (const flow of caller.toolCalls) if (usable(flow)) seen.add(flow.to)
  seen.delete(component)
  return [...seen]
}
