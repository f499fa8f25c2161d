import { checkReferences } from '../manifest/check-references.ts'
import { namesOf } from '../manifest/names.ts'
import { knownIds } from '../rules/known-ids.ts'
import { suggester } from '../source/schema.ts'
import type { Check, CheckFinding, CheckInput } from './check.ts'
import { aboutDecision } from './subjects.ts'

export const unresolvedDecision: Check = {
  id: 'unresolved-decision',
  group: 'decisions',
  title: 'A filed decision speaks of something that is not there',
  severity: 'medium',
  why: 'A decisions file is written apart from the manifests, so a name in it can be wrong, or the thing that it named can be gone. Such a decision settles nothing, and would settle whatever gets that name next.',
  fix: 'Correct the name, or delete the decision.',
  find(input) {
    return unresolved(input).flatMap(({ index, key, reason, fix }): CheckFinding[] => {
      const decision = input.manifest.decisions?.[index]
      if (decision === undefined) return []
      const about = aboutDecision(index, decision, key)
      const message = `'${key}' of the decision for ${about.subject.id} leads nowhere: ${reason}.`
      return [{ ...about, message, ...(fix === undefined ? {} : { fix: sentence(fix) }) }]
    })
  },
}

/** One name in a decision that leads nowhere. */
interface Unresolved {
  /** Position in the manifest's decisions. */
  readonly index: number
  readonly key: string
  readonly reason: string
  readonly fix: string | undefined
}

/** What the manifest's own decisions name was looked up when it was read; what a decisions file names is looked up here. */
export function unresolved({ manifest, catalog, hasFiledDecisions }: CheckInput): Unresolved[] {
  if (!hasFiledDecisions) return []
  const context = { names: namesOf(manifest), suggest: suggester(), catalog: knownIds(catalog) }
  const problems = checkReferences(manifest, context, ([section]) => section !== 'decisions')
  return problems.map(({ message, fix, place }) => {
    const path = 'path' in place ? place.path : []
    return { index: Number(path[1]), key: String(path[2]), reason: message, fix }
  })
}

function sentence(fix: string): string {
  return `${fix.charAt(0).toUpperCase()}${fix.slice(1)}${/[?.]$/.test(fix) ? '' : '.'}`
}
