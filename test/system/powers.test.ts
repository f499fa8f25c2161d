import fc from 'fast-check'
import { expect, test } from 'vitest'
import { powersWith, toolPowers } from '../../src/system/powers.ts'
import type { Component, Flow } from '../../src/system/system.ts'
import { reachableTools } from '../../src/system/tools.ts'
import { powers as powerWords } from '../../src/vocabulary.ts'
import { systemOf } from '../rules/ask.ts'

const anyCalls = fc.record({
  can: fc.array(fc.option(fc.subarray(['run-code', 'send-messages', 'spend-money']), { nil: undefined }), {
    minLength: 2,
    maxLength: 6,
  }),
  calls: fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 12 }),
  cut: fc.nat(),
})

function systemWith(can: readonly (readonly string[] | undefined)[], calls: readonly (readonly [number, number])[]) {
  const components = can.map((words, index) => `  c${index}: { kind: agent${words ? `, can: [${words}]` : ''} }`)
  const flows = calls
    .filter(([from, to]) => from < can.length && to < can.length && from !== to)
    .map(([from, to], index) => `  - { id: f${index}, from: c${from}, to: c${to}, carries: [tool-call] }`)
  return systemOf(`components:\n${components.join('\n')}\n${flows.length === 0 ? '' : `flows:\n${flows.join('\n')}\n`}`)
}

/** By the definition: what the tools can that are left, and of its own what no lost tool could. */
function byDefinition(component: Component, usable: (flow: Flow) => boolean): string[] {
  const left = reachableTools(component, usable)
  const lost = component.tools.filter((tool) => !left.includes(tool))
  const ofTools = left.flatMap(({ entry }) => entry.can ?? [])
  const own = (component.entry.can ?? []).filter((power) => !lost.some(({ entry }) => entry.can?.includes(power)))
  const all = [...ofTools, ...own]
  return powerWords.filter((word) => all.includes(word))
}

test('powers that are left are those of the tools that are left, and its own unless they went with them', () => {
  fc.assert(
    fc.property(anyCalls, ({ can, calls, cut }) => {
      const { components, flows } = systemWith(can, calls)
      const usable = (flow: Flow) => flows.length === 0 || flow !== flows[cut % flows.length]
      const [drawn, left] = [toolPowers(components), toolPowers(components, usable)]
      for (const component of components) {
        const { index } = component
        expect(powersWith(component, drawn[index] as number, left[index] as number)).toEqual(
          byDefinition(component, usable),
        )
      }
    }),
    { numRuns: 1000 },
  )
})
