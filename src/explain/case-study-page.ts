import { type CaseStudy, knownDate } from '../atlas/full.ts'
import type { Library } from './library.ts'
import { item, page, paragraph, section, wrap } from './page.ts'
import { nameOfTactic, nameOfTechnique, rulesBelow } from './phrases.ts'

export function caseStudyPage(study: CaseStudy, library: Library): string {
  const text = library.texts.caseStudies[study.id]
  return page(
    `${study.id} ${study.name}`,
    [`${study.type}, ${knownDate(study)}`],
    text?.summary,
    section(
      'Steps',
      study.procedure.flatMap((_, index) => stepLines(study, index, library)),
    ),
    paragraph('Lesson', text?.lesson),
    section('References', study.references),
  )
}

/** What was done, below it the technique and the tactic. */
function stepLines({ id, procedure }: CaseStudy, index: number, library: Library): string[] {
  const { technique, tactic } = procedure[index] as CaseStudy['procedure'][number]
  const judged = rulesBelow(library, technique).length > 0 ? '' : ', no rule'
  const named = item(`${nameOfTechnique(library, technique)} (${nameOfTactic(library, tactic)}${judged})`)
  const told = wrap(library.texts.caseStudies[id]?.steps[index] ?? '', { room: 8 }).filter((line) => line !== '')
  const number = `${index + 1}.`.padEnd(4)
  return [...told, ...named].map((line, position) => `${position === 0 ? number : '    '}${line}`)
}
