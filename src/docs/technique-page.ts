import { type FullTechnique, knownDate } from '../atlas/full.ts'
import { answersTo, nameOfTactic, newestCaseStudies, rulesFor } from '../explain/phrases.ts'
import type { DocsLibrary } from './library.ts'
import {
  atlasUrl,
  attackUrl,
  caseStudyLink,
  mitigationLink,
  prose,
  ruleLink,
  tacticLink,
  techniqueLink,
} from './links.ts'
import { bullets, code, document, generated, headed, text } from './markdown.ts'

export function techniquePage(technique: FullTechnique, library: DocsLibrary): string {
  const { id, fullName } = technique
  return document(
    generated('atlas-data/texts/techniques.yaml, atlas-data/catalog and atlas-data/rules'),
    `# ${text(`${id} ${fullName}`)}`,
    prose(library, library.texts.techniques[id] ?? '', id),
    bullets(facts(technique, library)),
    ...judgement(id, library),
    headed('## Mitigations', answers(technique, library)),
    headed('## Case studies', bullets(caseStudies(id, library))),
    `Names, links and dates are facts of MITRE ATLAS ${library.catalog.release}: [${id} there](${atlasUrl('techniques', id)}). All of it: [reference](../README.md).`,
  )
}

function facts(
  { id, parent, tactics, maturity, platforms, added, renamed, attack }: FullTechnique,
  library: DocsLibrary,
): string[] {
  const below = [...library.catalog.techniques.values()].filter((sub) => sub.parent === id)
  return [
    ...(parent === undefined ? [] : [`Sub-technique of ${techniqueLink(library, parent)}`]),
    `Tactics: ${tactics.map((tactic) => tacticLink(nameOfTactic(library, tactic))).join(', ')}`,
    `Maturity: ${maturity}`,
    `Platforms: ${text(platforms.join(', '))}`,
    `In ATLAS since ${text(added)}${(renamed ?? []).map((change) => `, called ${text(change.from)} before ${text(change.in)}`).join('')}`,
    ...(attack === undefined ? [] : [`In ATT\\&CK: [${attack}](${attackUrl(attack)})`]),
    ...(below.length === 0 ? [] : [`Sub-techniques: ${below.map((sub) => techniqueLink(library, sub.id)).join(', ')}`]),
  ]
}

/** The rules that judge it, or why none does. */
function judgement(id: string, library: DocsLibrary): (string | undefined)[] {
  const reason = library.rules.notJudged.get(id)
  const rules = rulesFor(library, id).map(({ entry }) => `${ruleLink(entry.id)}: ${text(entry.title)}`)
  return [
    headed('## Rules', bullets(rules)),
    headed('## Why no rule judges it', reason === undefined ? undefined : prose(library, reason, id)),
  ]
}

/** What its rules accept, and what ATLAS links beside it. */
function answers(technique: FullTechnique, library: DocsLibrary): string | undefined {
  const { accepted, onlyLinked, rules: judging } = answersTo(technique, library)
  const line = (id: string, rules: readonly string[]) => {
    const takers = rules.length === 0 ? '' : `, for ${rules.map((rule) => ruleLink(rule)).join(', ')}`
    return `${mitigationLink(library, id)}: ${library.catalog.mitigations.get(id)?.class ?? ''}${takers}`
  }
  const linked = bullets(onlyLinked.map((id) => line(id, [])))
  if (judging === 0) return linked === '' ? undefined : `Linked by ATLAS.\n\n${linked}`
  const answered = bullets(accepted.map(({ id, rules }) => line(id, rules)))
  const parts = [
    `${answered === '' ? 'No rule accepts any.' : 'Accepted by its rules.'} A control of your own answers it with ${code(`covers: [${technique.id}]`)}.`,
    answered,
    linked === '' ? '' : `Linked by ATLAS, and accepted by no rule.\n\n${linked}`,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function caseStudies(id: string, library: DocsLibrary): string[] {
  return newestCaseStudies(library, id).map((study) => `${caseStudyLink(study)}, ${study.type}, ${knownDate(study)}`)
}
