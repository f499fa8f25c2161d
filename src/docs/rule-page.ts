import { acceptedMitigations } from '../analysis/controls.ts'
import type { FullTechnique } from '../atlas/full.ts'
import { counted, unknownMeanings } from '../explain/phrases.ts'
import { inline } from '../explain/yaml.ts'
import type { ExampleEntry, NearMiss, Rule, RuleEntry } from '../rules/rule.ts'
import { definitionsIn } from './definitions-page.ts'
import type { DocsLibrary } from './library.ts'
import { mitigationLink, prose, techniqueLink } from './links.ts'
import { anchor, bullets, code, document, fenced, generated, headed, table, text, yaml } from './markdown.ts'

export function rulePage(rule: Rule, library: DocsLibrary): string {
  const { entry } = rule
  const { file, examples } = library.examples[entry.id] ?? { file: 'atlas-data/rules', examples: [] }
  return document(
    generated(file),
    `# ${text(entry.title)}`,
    `Rule ${code(entry.id)} · technique ${techniqueLink(library, entry.technique)} · harms ${entry.impact.join(', ')}`,
    `> ${text(entry.message)}`,
    headed('## Why', prose(library, entry.why)),
    whenBlock(entry),
    headed('## Fix', prose(library, entry.fix)),
    headed('## What answers it', answers(rule, library)),
    headed('## What a fact left out means', unknownTable(entry)),
    headed('## Examples', ...examples.map((example) => exampleBlock(example))),
    headed('## Severity', severityNote(entry, library)),
    settling(entry, examples[0]?.['fires-on'][0]),
    `In [${file}](../../../${file}). All of it: [reference](../README.md), [how rules are written](../../rules.md), [how exposures are judged](../../analysis.md).`,
  )
}

function whenBlock({ subject, when }: RuleEntry): string | undefined {
  const condition = { subject, ...(when === undefined ? {} : { when }) }
  const used = definitionsIn(condition).map((name) => `[${code(name)}](../definitions.md#${anchor(name)})`)
  return headed(
    '## When',
    yaml(condition),
    used.length === 0 ? undefined : `Defined once for several rules: ${used.join(', ')}.`,
  )
}

function answers(rule: Rule, library: DocsLibrary): string {
  const { entry } = rule
  const accepted = acceptedMitigations(rule, library.catalog)
  const lines = accepted.map(
    (id) => `${mitigationLink(library, id)}: ${library.catalog.mitigations.get(id)?.class ?? ''}`,
  )
  const limits = entry['limits-suffice'] === true ? ' Here a limit is enough, so mitigations that limit cut, too.' : ''
  return [
    bullets([...lines, `a control of your own with ${code(`covers: [${entry.technique}]`)}`]),
    `[What cuts, and what only lowers or detects](../../analysis.md#when-is-a-technique-mitigated).${limits}`,
  ].join('\n\n')
}

function unknownTable({ unknown = {} }: RuleEntry): string {
  const rows = Object.entries(unknown).map(([field, meaning]) => [
    code(field),
    code(meaning),
    text(unknownMeanings[meaning]),
  ])
  const rest = `Any other fact: ${unknownMeanings.no}.`
  return rows.length === 0
    ? rest.replace('Any other fact', 'Any fact')
    : `${table(['fact', 'left out', 'which means'], rows)}\n\n${rest}`
}

function exampleBlock({ title, system, 'fires-on': fires, 'near-misses': misses = [] }: ExampleEntry): string {
  const quiet = misses.length === 0 ? undefined : `It does not when one thing is different:`
  return document(
    `### ${text(title)}`,
    yaml(system),
    `The rule fires on ${fires.map((subject) => code(subject)).join(', ')}.`,
    quiet,
    bullets(misses.map((miss) => `${text(miss.title)}: ${changesOf(miss)}`)),
  ).trimEnd()
}

function changesOf({ set = {}, without = [] }: NearMiss): string {
  const taken = without.map((target) => `without ${code(target)}`)
  const changed = Object.entries(set).map(([route, value]) =>
    value === null ? `without ${code(route)}` : code(`${route}: ${inline(value)}`),
  )
  return [...taken, ...changed].join(', ')
}

function severityNote({ severity, technique, impact }: RuleEntry, { catalog }: DocsLibrary): string {
  if (severity !== undefined) return `Always ${severity}: the rule sets it.`
  const { maturity, incidents } = catalog.techniques.get(technique) as FullTechnique
  return (
    `[Worked out for each exposure](../../analysis.md#severity): how proven the technique is (${maturity}, in ${counted(incidents, 'case study', 'case studies')}), ` +
    `who can reach the subject, and what is at stake for ${impact.join(', ')}.`
  )
}

/** How to record a decision, and how to do without the rule. */
function settling({ id, technique }: RuleEntry, subject = 'system'): string | undefined {
  const decision = [
    'decisions:',
    `  - technique: ${technique}`,
    ...(subject === 'system' ? [] : [`    on: ${inline(subject)}`]),
    '    treatment: accept        # or transfer, avoid, mitigate, not-applicable',
    '    reason: Why this can be lived with, for whoever reads it next year.',
    '    owner: …                 # an id of `owners`',
    '    expires: …               # YYYY-MM-DD, the last day on which it holds',
  ]
  return headed(
    '## Accept it, or do without the rule',
    'In the manifest, for one subject and a time; it settles what every rule of the technique finds there:',
    fenced('yaml', decision.join('\n')),
    `For all manifests, in a file of your own that is named with ${code('--rules')}:`,
    yaml({ rules: [{ id, off: true }] }),
  )
}
