/** Places a drawing: the home of Graphviz, in a bundle of its own, because it is larger than all the rest together. */

import { instance, type Viz } from '@viz-js/viz'
import type { Drawing } from './drawing.ts'
import type { Placement } from './placement.ts'
import { type Direction, hasLabel, type Link, linksOf, planOf } from './plan.ts'
import { type Answer, edgeAt, nodeBox, sizeOf, zoneBox } from './plan-answer.ts'
import { quality } from './quality.ts'

/** The same drawing always gets the same places. */
export async function layout(drawing: Drawing): Promise<Placement> {
  const viz = await instance()
  const [first, ...others] = (['LR', 'TB'] as const).map((direction) => placed(viz, drawing, direction))
  return others.reduce((best, other) => (quality(other) > quality(best) ? other : best), first as Placement)
}

/** Asked twice: who comes first, then with each label on the way from the first to the last. */
function placed(viz: Viz, drawing: Drawing, direction: Direction): Placement {
  const links = linksOf(drawing)
  const bare = links.map((link) => ({ ...link, label: { ...link.label, lines: [] } }))
  const first = answerTo(viz, planOf({ drawing, links: bare, direction, turned: () => false }))
  const along = (name: string): number => {
    const { x, y } = nodeBox(first, name)
    return direction === 'LR' ? x : y
  }
  const turned = ({ from, to }: Link): boolean => along(from) > along(to) + 1
  return placementOf(answerTo(viz, planOf({ drawing, links, direction, turned })), { drawing, links, turned })
}

function answerTo(viz: Viz, plan: string): Answer {
  const result = viz.render(plan, { format: 'json', engine: 'dot' })
  if (result.status !== 'success')
    throw new Error(`Graphviz: ${result.errors.map(({ message }) => message).join('; ')}`)
  return JSON.parse(result.output) as Answer
}

interface Question {
  readonly drawing: Drawing
  readonly links: readonly Link[]
  readonly turned: (link: Link) => boolean
}

function placementOf(answer: Answer, { drawing, links, turned }: Question): Placement {
  const edges = links.map((link) => edgeAt(answer, link.name, { labelled: hasLabel(link), turned: turned(link) }))
  return {
    ...sizeOf(answer),
    zones: drawing.zones.map((_, index) => zoneBox(answer, index)),
    components: drawing.components.map((_, index) => nodeBox(answer, `component${index}`)),
    flows: edges.slice(0, drawing.flows.length),
    ties: edges.slice(drawing.flows.length),
  }
}
