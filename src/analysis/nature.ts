import type { MatchSubject } from '../rules/match.ts'
import type { Component } from '../system/system.ts'
import type { Nature } from './controls.ts'

const generativeKinds: ReadonlySet<string> = new Set([
  'llm',
  'generative-model',
  'agentic',
  'agent',
  'tool',
  'skill',
  'memory',
  'prompt-store',
  'guardrail',
])
const predictiveKinds: ReadonlySet<string> = new Set(['predictive-model', 'embedding-model'])
const frontKinds: ReadonlySet<string> = new Set(['application', 'app', 'plugin', 'serving', 'inference-api', 'gateway'])

/** What kind of model an exposure's subject is, or stands in front of. */
export function natureOf(subject: MatchSubject): Nature {
  if (subject.type === 'system') return 'any'
  if (subject.type === 'component') return natureOfComponent(subject.component)
  const ends = [natureOfComponent(subject.flow.from), natureOfComponent(subject.flow.to)]
  const known = ends.filter((nature) => nature !== 'any')
  return known.length > 0 && known.every((nature) => nature === known[0]) ? (known[0] as Nature) : 'any'
}

function natureOfComponent(component: Component): Nature {
  if (generativeKinds.has(component.kind)) return 'generative'
  if (predictiveKinds.has(component.kind)) return 'predictive'
  return frontKinds.has(component.kind) ? natureBehind(component) : 'any'
}

/** A product or an interface is of the nature of the models it calls, through other interfaces; of both, when they differ. */
function natureBehind(front: Component): Nature {
  const found = new Set<Nature>()
  const seen = new Set([front])
  for (const component of seen) {
    for (const { to } of component.flowsOut) {
      if (generativeKinds.has(to.kind)) found.add('generative')
      else if (predictiveKinds.has(to.kind)) found.add('predictive')
      else if (frontKinds.has(to.kind)) seen.add(to)
    }
  }
  return found.size === 1 ? ([...found][0] as Nature) : 'any'
}
