import { type FullTechnique, knownDate } from '../atlas/full.ts'
import type { RetiredTechnique } from '../atlas/resolve.ts'
import { docsUrl } from '../docs-url.ts'
import type { Rule } from '../rules/rule.ts'
import type { Library } from './library.ts'
import { item, page, paragraph, section } from './page.ts'
import { type Answers, answerLine, answersTo, counted, nameOfTactic, newestCaseStudies, rulesFor } from './phrases.ts'

/** More case studies than a reader with two minutes wants to see; the docs page has all. */
const mostCaseStudies = 6

/** More rules than are worth naming behind a mitigation. */
const mostRules = 3

export function techniquePage(id: string, library: Library): string {
  const { catalog, rules, texts } = library
  const technique = catalog.techniques.get(id) as FullTechnique
  const below = [...catalog.techniques.values()].filter(({ parent }) => parent === id)
  const answers = answersTo(technique, library)
  return page(
    `${id} ${technique.fullName}`,
    texts.techniques[id],
    facts(technique, library),
    section('When it applies', rulesFor(library, id).flatMap(ruleLines)),
    paragraph('Not judged', rules.notJudged.get(id)),
    section(
      'Sub-techniques',
      below.flatMap((sub) => item(`${sub.id} ${sub.name}`)),
    ),
    section('Answered by', answers.rules > 0 ? answerLines(id, answers, library) : []),
    section(
      answers.rules > 0 ? 'Linked by ATLAS, and accepted by no rule' : 'Linked by ATLAS',
      answers.onlyLinked.flatMap((mitigation) => item(answerLine(mitigation, library))),
    ),
    section('Case studies', caseStudyLines(id, library)),
    [
      ...(technique.parent === undefined ? [] : [`See also: atlaslint explain ${technique.parent}`]),
      `More: ${docsUrl('technique', id)}`,
    ],
  )
}

export function retiredPage({ id, name, after, successor }: RetiredTechnique): string {
  if (successor === undefined)
    return page(`${id} ${name}`, `Retired: last in ATLAS ${after}. Nothing stands for it now.`)
  return page(
    `${id} ${name}`,
    `Retired: last in ATLAS ${after}. ${successor.id} ${successor.fullName} stands for it now.`,
    [`See also: atlaslint explain ${successor.id}`, `More: ${docsUrl('technique', successor.id)}`],
  )
}

function facts(technique: FullTechnique, library: Library): string[] {
  const { tactics, maturity, platforms, attack, added, incidents } = technique
  const known = `${maturity}, seen in ${counted(incidents, 'case study', 'case studies')} of ATLAS ${library.catalog.release}`
  return [
    `Tactics: ${tactics.map((tactic) => nameOfTactic(library, tactic)).join(', ')}`,
    `Maturity: ${known}`,
    ...(platforms.length === 0 ? [] : [`Platforms: ${platforms.join(', ')}`]),
    `In ATLAS since ${added}${attack === undefined ? '' : `; in ATT&CK ${attack}`}`,
  ].flatMap((line) => item(line))
}

function ruleLines({ entry }: Rule): string[] {
  const fix = item(`Fix: ${entry.fix}`, { room: 4 }).map((line) => `  ${line}`)
  return [...item(`${entry.id}: ${entry.title}`), ...fix]
}

/** What its rules accept, each with the rules where not all of them do. */
function answerLines(id: string, { accepted, rules: judging }: Answers, library: Library): string[] {
  const lines = accepted.map(({ id: mitigation, rules }) => {
    const line = answerLine(mitigation, library)
    if (rules.length === 0) return line
    return `${line}, for ${rules.length > mostRules ? `${rules.length} of ${judging} rules` : rules.join(', ')}`
  })
  return [...lines, `a control with covers: [${id}]`].flatMap((line) => item(line))
}

function caseStudyLines(id: string, library: Library): string[] {
  const studies = newestCaseStudies(library, id)
  const shown = studies
    .slice(0, mostCaseStudies)
    .flatMap((study) => item(`${study.id} ${study.name} (${knownDate(study)})`))
  const rest = studies.length - mostCaseStudies
  return rest > 0 ? [...shown, `and ${rest} older`] : shown
}
