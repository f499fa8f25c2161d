import type { Tactic, Technique } from '../atlas/catalog.ts'
import type { Library } from './library.ts'
import { item, page, section } from './page.ts'
import { counted, rulesBelow } from './phrases.ts'

export function tacticPage({ id, name }: Tactic, library: Library): string {
  const all = [...library.catalog.techniques.values()]
  const inside = all.filter(({ tactics, parent }) => parent === undefined && tactics.includes(id))
  const line = (technique: Technique) => {
    const below = all.filter(({ parent }) => parent === technique.id).length
    const rules = counted(rulesBelow(library, technique.id).length, 'rule')
    const counts = below === 0 ? rules : `${counted(below, 'sub-technique')}, ${rules}`
    return `${technique.id} ${technique.name} (${counts})`
  }
  return page(
    `${id} ${name}`,
    library.texts.tactics[id],
    section(
      `${counted(inside.length, 'technique')} with sub-techniques and rules`,
      inside.flatMap((technique) => item(line(technique))),
    ),
  )
}
