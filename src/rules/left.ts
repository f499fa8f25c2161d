import { callableBy, influences, isPerson } from '../system/audience.ts'
import { carriesContent } from '../system/payload.ts'
import { powersWith, toolPowers } from '../system/powers.ts'
import type { Component } from '../system/system.ts'
import { reachableTools } from '../system/tools.ts'
import { type Audience, audiences } from '../vocabulary.ts'
import { flowIsCut, moveIsCut, type Run } from './run.ts'
import { supportFlow } from './support.ts'
import { type Support, Ways } from './ways.ts'

/** Derived facts with what controls leave of the system; without cuts they are the component's own. */

/** Tools, skills and agents that a component can still call, any number of calls deep. */
export function toolsLeft(run: Run, component: Component): readonly Component[] {
  if (run.cuts === undefined) return component.tools
  let tools = run.tools.get(component)
  if (tools === undefined) {
    tools = reachableTools(component, (flow) => !flowIsCut(run, flow))
    run.tools.set(component, tools)
  }
  return tools
}

/** Powers left to it; undefined when nothing is stated anywhere. */
export function powersLeft(run: Run, component: Component): readonly string[] | undefined {
  if (run.cuts === undefined || component.powers === undefined) return component.powers
  const { index } = component
  return powersWith(component, toolPowersLeft(run.facts.drawn)[index] as number, toolPowersLeft(run)[index] as number)
}

function toolPowersLeft(run: Run): Int32Array {
  run.toolPowers ??= toolPowers(run.facts.system.components, (flow) => !flowIsCut(run, flow))
  return run.toolPowers
}

/** Widest audience whose content still gets there. */
export function influenceLeft(run: Run, component: Component): Audience {
  if (run.cuts === undefined) return component.influencedBy
  run.influence ??= influences(run.facts.system.components, (move) => !moveIsCut(run, move))
  return run.influence[component.index] ?? 'inside'
}

/** Widest audience that can still send it requests. */
export function callersLeft(run: Run, component: Component): Audience {
  if (run.cuts === undefined) return component.callableBy
  return callableBy(component, (flow) => !flowIsCut(run, flow))
}

/** Notes the ways by which content of an audience gets to a component, of one of that rank (`least`) or wider: any of them would do. */
export function supportInfluence(component: Component, run: Run, support: Support, least: number): void {
  let ways = run.influenceWays.get(least)
  if (ways === undefined) {
    ways = influenceWays(least, run)
    run.influenceWays.set(least, ways)
  }
  support.ways(ways, component)
}

/** How content of an audience at least as wide gets about: by moves that carry it, through all but people. */
function influenceWays(rank: number, run: Run): Ways {
  const isInfluenced = (component: Component): boolean => audiences.indexOf(component.influencedBy) >= rank
  return new Ways({
    system: run.facts.system,
    onward: ({ movesOut }) => movesOut,
    back: ({ movesIn }) => movesIn,
    near: ({ to }) => to,
    far: ({ from }) => from,
    usable: (move) => !moveIsCut(run, move) && isInfluenced(move.from) && carriesContent(move.payload, move.from),
    isSource: isInfluenced,
    handsOn: (component) => !isPerson(component),
    askSource: () => {},
  })
}

/** Notes the flows by which such an audience calls a component. */
export function supportCallers(component: Component, run: Run, support: Support, least: number): void {
  for (const flow of component.flowsIn) {
    if (flowIsCut(run, flow) || !flow.from.kinds.includes('actor')) continue
    if (audiences.indexOf(flow.from.writtenBy) >= least) supportFlow(support, flow)
  }
}

/** Notes the tools that a component's powers come through. */
export function supportTools(component: Component, run: Run, support: Support): void {
  const between = new Set<Component>(component.tools).add(component)
  for (const tool of toolsLeft(run, component)) {
    for (const flow of tool.flowsIn) if (between.has(flow.from)) supportFlow(support, flow)
  }
}
