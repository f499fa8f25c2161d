import fc from 'fast-check'
import { expect, test } from 'vitest'
import { strongComponents } from '../../src/system/strong-components.ts'

const graphs = fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 12, maxLength: 12 })

/** Slow and plain: who can be reached from where. */
function reachable(graph: readonly number[][], start: number): Set<number> {
  const seen = new Set([start])
  for (const node of seen) for (const next of graph[node] ?? []) seen.add(next)
  return seen
}

test('nodes are in one group when each can reach the other, and a group comes after those that it leads to', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const group = strongComponents(graph.length, (node) => graph[node] ?? [])
      const reach = graph.map((_, node) => reachable(graph, node))
      for (const [from] of graph.entries()) {
        for (const [to] of graph.entries()) {
          const forth = reach[from]?.has(to) ?? false
          const back = reach[to]?.has(from) ?? false
          expect(group[from] === group[to]).toBe(forth && back)
          if (forth && !back) expect(group[from]).toBeGreaterThan(group[to] as number)
        }
      }
    }),
  )
})
