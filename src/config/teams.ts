import type { Problem } from '../finding.ts'
import type { Source } from '../source/source.ts'

/** A team of the teams file. */
export interface Team {
  readonly name?: string
  readonly contact?: string
}

const fields: readonly string[] = ['name', 'contact']
const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Reads a teams file: a map of owner ids, each with `name` and `contact`. Other fields are other people's business. */
export function readTeams(source: Source): { teams: ReadonlyMap<string, Team>; problems: Problem[] } {
  const { value } = source
  const problems: Problem[] = []
  const report = (code: string, message: string, fix: string, path: (string | number)[]) =>
    problems.push({ code, message, fix, place: { path, part: 'key' } })
  if (!isMap(value)) {
    report(
      'teams-file',
      'a teams file maps owner ids to a name and a contact',
      "write 'support: { name: Support }'",
      [],
    )
    return { teams: new Map(), problems }
  }
  for (const [id, team] of Object.entries(value)) {
    if (!idPattern.test(id))
      report('bad-format', `'${id.slice(0, 64)}' is no owner id`, "use lower-case letters, digits and '-'", [id])
    else if (team !== null && !isMap(team))
      report('wrong-type', `team '${id}' takes keys and values`, 'write name and contact', [id])
    else
      for (const field of fields)
        if (team !== null && team[field] !== undefined && typeof team[field] !== 'string')
          report('wrong-type', `'${field}' of team '${id}' takes text`, 'quote it', [id, field])
  }
  return { teams: new Map(Object.entries(value) as [string, Team][]), problems }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
