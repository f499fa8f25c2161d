import type { Tactic, Technique } from '../atlas/catalog.ts'
import type { Check } from '../checks/check.ts'
import { counted, groupMeanings, rulesFor } from '../explain/phrases.ts'
import type { DocsLibrary } from './library.ts'
import { mitigationLink, pageLink, prose, techniqueLink } from './links.ts'
import { code, document, generated, headed, table, text } from './markdown.ts'

/** The way into the reference: techniques tactic by tactic, mitigations, checks. */
export function indexPage(library: DocsLibrary): string {
  const { catalog, rules } = library
  return document(
    generated('atlas-data, and src/checks'),
    '# Reference',
    summary(library),
    `${code('atlaslint explain <id>')} prints the same in short. See also: [manifest](../manifest.md), [rules](../rules.md), [definitions that rules share](definitions.md), [how exposures are judged](../analysis.md).`,
    ...catalog.tactics.map((tactic) => tacticBlock(tactic, library)),
    headed('## Mitigations', mitigationTable(library)),
    headed('## Checks', 'What is looked at in the manifest itself.', checkTable(library.checks)),
    headed('## Retired techniques', retiredTable(library)),
    `Ids, names and links are facts of MITRE ATLAS ${catalog.release} (Apache-2.0), compiled with ${counted(rules.rules.length, 'rule')}; the words are ours.`,
  )
}

function summary(library: DocsLibrary): string {
  const { catalog, rules, checks } = library
  const judged = new Set(rules.rules.map(({ entry }) => entry.technique)).size
  return (
    `MITRE ATLAS ${catalog.release} has ${counted(catalog.techniques.size, 'technique')}, sub-techniques included. ` +
    `${counted(rules.rules.length, 'rule')} judge ${judged} of them; for the other ${rules.notJudged.size} the page says why no rule does. ` +
    `There are ${counted(catalog.mitigations.size, 'mitigation')} and ${counted(checks.length, 'check')}.`
  )
}

function tacticBlock({ id, name }: Tactic, library: DocsLibrary): string | undefined {
  const inside = [...library.catalog.techniques.values()].filter(({ tactics }) => tactics.includes(id))
  const rules = inside.reduce((sum, technique) => sum + rulesFor(library, technique.id).length, 0)
  const judged = inside.filter((technique) => rulesFor(library, technique.id).length > 0).length
  return headed(
    `## ${text(name)}`,
    prose(library, library.texts.tactics[id] ?? '', id, ''),
    `${id}: ${counted(inside.length, 'technique')}, ${judged} of them judged by ${counted(rules, 'rule')}.`,
    table(
      ['technique', 'maturity', 'rules', 'mitigations', 'case studies'],
      inside.map((technique) => techniqueRow(technique, library)),
    ),
  )
}

/** Sub-techniques are set in below their technique. */
function techniqueRow({ id, parent, maturity, mitigations, incidents }: Technique, library: DocsLibrary): string[] {
  const indent = parent === undefined ? '' : '&emsp;'
  const rules = rulesFor(library, id).length
  return [
    `${indent}${techniqueLink(library, id, '')}`,
    maturity,
    rules === 0 ? 'none' : `${rules}`,
    `${mitigations.length}`,
    `${incidents}`,
  ]
}

function mitigationTable(library: DocsLibrary): string {
  const rows = [...library.catalog.mitigations.values()].map(({ id, class: effect, techniques }) => [
    mitigationLink(library, id, ''),
    effect,
    `${techniques.length}`,
  ])
  return table(['mitigation', 'class', 'techniques'], rows)
}

function checkTable(checks: readonly Check[]): string {
  const rows = checks.map(({ id, title, group, severity }) => [
    pageLink('check', id, code(id), ''),
    text(title),
    groupMeanings[group],
    severity,
  ])
  return table(['check', 'finds', 'about', 'severity'], rows)
}

function retiredTable(library: DocsLibrary): string {
  const rows = [...library.catalog.retired].map(([id, { name, after, successor }]) => [
    text(`${id} ${name}`),
    text(after),
    successor === undefined ? 'nothing' : techniqueLink(library, successor, ''),
  ])
  return table(['was', 'last in', 'stands for it now'], rows)
}
