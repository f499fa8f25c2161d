/** Who may own something, by a teams file, a CODEOWNERS file, or both. */

import type { OwnerBook } from '../checks/check.ts'
import { nearest } from '../source/nearest.ts'
import type { Codeowners } from './codeowners.ts'
import type { Team } from './teams.ts'

export interface OwnerFiles {
  readonly teams?: { readonly name: string; readonly teams: ReadonlyMap<string, Team> }
  readonly codeowners?: { readonly name: string; readonly codeowners: Codeowners }
}

/** An owner is known when one of the files has it: the teams file by id, CODEOWNERS by id or contact. */
export function ownerBook({ teams, codeowners }: OwnerFiles): OwnerBook | undefined {
  if (teams === undefined && codeowners === undefined) return undefined
  const handles = new Set([...(codeowners?.codeowners.all ?? [])].flatMap(namesOf))
  const ids = [...(teams?.teams.keys() ?? [])]
  return {
    files: [teams?.name, codeowners?.name].filter((name) => name !== undefined),
    knows: (id, contact) =>
      teams?.teams.has(id) === true || [id, contact ?? ''].some((word) => handles.has(word.toLowerCase())),
    nearest: (id) => nearest(id, [...ids, ...handles]),
  }
}

/** `@acme/ml` is also called `acme/ml` and `ml`. */
function namesOf(handle: string): string[] {
  const name = handle.toLowerCase()
  if (!name.startsWith('@')) return [name]
  const bare = name.slice(1)
  return [name, bare, bare.split('/').at(-1) ?? bare]
}
