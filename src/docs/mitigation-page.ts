import { acceptedMitigations } from '../analysis/controls.ts'
import type { FullMitigation } from '../atlas/full.ts'
import { classMeanings, counted, defenceMeanings } from '../explain/phrases.ts'
import type { Rule } from '../rules/rule.ts'
import type { DocsLibrary } from './library.ts'
import { atlasUrl, attackUrl, prose, ruleLink, techniqueLink } from './links.ts'
import { bullets, document, generated, headed, table, text } from './markdown.ts'

export function mitigationPage(mitigation: FullMitigation, library: DocsLibrary): string {
  const { id, name } = mitigation
  const parts = library.texts.mitigations[id]
  const part = (heading: string, plain: string | undefined) =>
    headed(heading, plain === undefined ? undefined : prose(library, plain, id))
  return document(
    generated('atlas-data/texts/mitigations.yaml and atlas-data/catalog'),
    `# ${text(`${id} ${name}`)}`,
    parts === undefined ? undefined : prose(library, parts.what, id),
    part('## Sits on', parts?.['sits-on']),
    part('## Works when', parts?.['works-when']),
    part('## Does not stop', parts?.['does-not-stop']),
    headed('## How it counts', countingLines(mitigation, library)),
    headed('## Techniques', techniqueTable(mitigation, library)),
    `Name, links and dates are facts of MITRE ATLAS ${library.catalog.release}: [${id} there](${atlasUrl('mitigations', id)}). All of it: [reference](../README.md), [controls in a manifest](../../manifest.md#controls).`,
  )
}

function countingLines(mitigation: FullMitigation, library: DocsLibrary): string {
  const { class: effect, reason, defends, category, lifecycle, added, attack } = mitigation
  return bullets([
    `**${effect}**: ${classMeanings[effect]} [How exposures are judged](../../analysis.md#when-is-a-technique-mitigated).`,
    `Why: ${prose(library, reason)}`,
    `Defends ${defenceMeanings[defends]}.`,
    `ATLAS: ${text(category.join(', '))}; ${text(lifecycle.join(', '))}; since ${text(added)}${attack === undefined ? '' : `; in ATT\\&CK [${attack}](${attackUrl(attack)})`}.`,
  ])
}

/** Techniques that ATLAS links or a rule accepts it for, with the rules. */
function techniqueTable({ id, techniques }: FullMitigation, library: DocsLibrary): string | undefined {
  const accepting = library.rules.rules.filter((rule) => acceptedMitigations(rule, library.catalog).includes(id))
  const listed = [...library.catalog.techniques.keys()].filter(
    (technique) => techniques.includes(technique) || accepting.some(({ entry }) => entry.technique === technique),
  )
  const rulesOf = (technique: string) => links(accepting.filter(({ entry }) => entry.technique === technique))
  const rows = listed.map((technique) => [
    techniqueLink(library, technique),
    techniques.includes(technique) ? 'yes' : '',
    rulesOf(technique),
  ])
  if (rows.length === 0) return undefined
  const counts = `ATLAS links it to ${counted(techniques.length, 'technique')}; ${counted(accepting.length, 'rule')} of atlaslint ${accepting.length === 1 ? 'accepts' : 'accept'} it.`
  return `${counts}\n\n${table(['technique', 'linked by ATLAS', 'rules that accept it'], rows)}`
}

function links(rules: readonly Rule[]): string {
  return rules.map(({ entry }) => ruleLink(entry.id)).join(', ')
}
