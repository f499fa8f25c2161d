import { type AskedFact, askedFacts } from './asked.ts'
import type { Check, CheckFinding, CheckInput } from './check.ts'
import { counted, listed } from './sentences.ts'
import { howToChoose, settlingLine } from './settling-line.ts'
import { aboutComponent, aboutData, aboutFlow, aboutSystem } from './subjects.ts'

export const unknownFact: Check = {
  id: 'unknown-fact',
  group: 'completeness',
  title: 'A rule needs a fact that is left out',
  severity: 'medium',
  why: 'What is left out is unknown, not "no". Where a technique depends on one fact and a guess would be wrong too often either way, the technique is not judged until the fact is stated, and what is not judged is not clean.',
  fix: 'Add the one line that the finding names, with the value that is true.',
  find(input) {
    // Without any zone, `component-without-zone` says so once for all.
    const facts = askedFacts(input).filter(({ field }) => field !== 'zone' || input.system.zones.size > 0)
    return facts.map((fact) => findingOf(fact, input))
  },
}

function findingOf(fact: AskedFact, input: CheckInput): CheckFinding {
  const { on, field, techniques } = fact
  const line = settlingLine(fact, input.manifest)
  const one = techniques.length === 1 ? techniques[0] : undefined
  const judged = one ?? `${counted(techniques.length, 'technique')} (${listed(techniques)})`
  return {
    ...placeOf(fact, input),
    message: `Whether ${judged} ${one === undefined ? 'apply' : 'applies'} depends on \`${field}\` of '${on.id}', which is not stated.`,
    fix: `Add to '${on.id}': \`${line}\`${howToChoose(line)}.`,
    ...(one === undefined ? {} : { technique: one }),
  }
}

/** Of several flows of one name, the first that leaves the fact out. */
function placeOf({ on, field }: AskedFact, { manifest }: CheckInput): Pick<CheckFinding, 'subject' | 'place'> {
  if (on.type === 'component') return aboutComponent(on.id)
  if (on.type === 'data') return aboutData(on.id)
  const called = [...(manifest.flows ?? []).entries()].filter(
    ([, { id, from, to }]) => on.type === 'flow' && (id ?? `${from} -> ${to}`) === on.id,
  )
  const [index, flow] = called.find(([, entry]) => !Object.hasOwn(entry, field)) ?? called[0] ?? []
  return index === undefined || flow === undefined ? aboutSystem() : aboutFlow(index, flow)
}
