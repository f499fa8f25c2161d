/** Two parts measured from the inside, warm: the rules on a component, and ways through a large system. */
import { join } from 'node:path'
import { importTypeScript } from '../bundle.mjs'
import { median, row } from './measure.mjs'
import { shapedSystem } from './shapes.mjs'

const passes = 15

export async function inside({ root }) {
  const parts = await partsOf(root)
  const { knowledge } = parts.assembleKnowledge(join(root, 'dist'), [])
  return [...[50, 1000].map((count) => rulesOn(parts, knowledge.rules.rules, count)), ...waysIn(parts)]
}

/** The parts of the program that are measured. */
export function partsOf(root) {
  return importTypeScript(join(root, 'scripts', 'bench', 'parts.mjs'))
}

/** So many milliseconds V8 gets to see what is worth optimising. */
const warmUp = 500

/** Milliseconds of the function, the median of warm passes. */
function warm(pass) {
  const begin = performance.now()
  while (performance.now() - begin < warmUp) pass()
  return median(
    Array.from({ length: passes }, () => {
      const start = process.hrtime.bigint()
      pass()
      return Number(process.hrtime.bigint() - start) / 1e6
    }),
  )
}

/** Every rule asked of every component that it may concern; nothing located, nothing cut. */
function rulesOn({ matchRule, ...parts }, rules, count) {
  const facts = () => parts.systemFacts(system)
  const system = parts.buildSystem(parts.normalize(parts.readSource('', shapedSystem('chain', count)).source.value))
  const milliseconds = warm(() => {
    const shared = facts()
    for (const rule of rules) matchRule(rule, shared)
  })
  const nanoseconds = (milliseconds * 1e6) / (rules.length * count)
  return row('T14', `${rules.length} rules on ${count} components, for each pair`, nanoseconds, {
    ...{ target: 30, stretch: 12, unit: ' ns', milliseconds },
  })
}

/** What reaches what: one search from every far end at once answers for every component. */
function waysIn({ search, ...parts }) {
  return [14_000, 40_000].map((count) => {
    const system = parts.buildSystem(randomSystem(10_000, count))
    const facts = parts.systemFacts(system)
    const certain = 3
    const condition = {
      direction: 'from',
      farEnd: (component) => (component.kind === 'outsider' ? certain : 0),
      through: () => certain,
      step: undefined,
      words: undefined,
      crossing: false,
      over: new Set(['flow']),
    }
    let reached = 0
    const milliseconds = warm(() => {
      const found = search(condition, facts.drawn)
      reached = system.components.filter((component) => found.truthOf(component) === certain).length
    })
    const what = `ways from every outsider to each of 10,000 components, ${count} flows`
    return row('T15', what, milliseconds, {
      ...{ target: 15, stretch: 10, unit: ' ms' },
      note: `${reached} are reached`,
    })
  })
}

/** The same random flows every time. */
function randomSystem(components, flows) {
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % components
  }
  const kindOf = (index) => (index % 8 === 0 ? 'outsider' : 'app')
  return {
    atlaslint: 1,
    system: { name: 'Random' },
    components: Object.fromEntries(
      Array.from({ length: components }, (_, index) => [`c${index}`, { kind: kindOf(index) }]),
    ),
    flows: Array.from({ length: flows }, () => ({ from: `c${next()}`, to: `c${next()}`, carries: ['message'] })),
  }
}
