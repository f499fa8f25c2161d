/**
 * What the analysis says of whole systems, with controls standing everywhere and nowhere: statuses, severities and their reasons, ways,
 * assumptions, and what each control does. Five examples and a few of the corpus, each in several states.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Exposure } from '../../src/analysis/exposure.ts'
import { exposureFindings } from '../../src/analysis/exposure-findings.ts'
import { analyse } from '../../src/analysis/exposures.ts'
import { readCatalog } from '../../src/atlas/read.ts'
import type { ControlEntry, DecisionEntry, Manifest } from '../../src/manifest/manifest.ts'
import { normalize } from '../../src/manifest/normalize.ts'
import { assembleRules } from '../../src/rules/rule-set.ts'
import { readSource } from '../../src/source/reader.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { compiledRules } from '../rules/compiled.ts'

const root = join(import.meta.dirname, '../..')
const { rules } = assembleRules(compiledRules)
const catalog = readCatalog(JSON.parse(readFileSync(join(root, 'dist/catalog.json'), 'utf8')))
const techniques = [...catalog.techniques.keys()]
const mitigations = [...catalog.mitigations.keys()]

type Change = (manifest: Manifest) => Partial<Manifest>
const control = (on: readonly string[], entry: Partial<ControlEntry>) =>
  ({ on, status: 'implemented', ...entry }) as unknown as ControlEntry
const places = ({ components, flows = [] }: Manifest) => [
  ...Object.keys(components),
  ...new Set(flows.map(({ id, from, to }) => id ?? `${from} -> ${to}`)),
]

/** The same system in other states. */
const states: Readonly<Record<string, Change>> = {
  'as-it-is': () => ({}),
  bare: () => ({ controls: {}, decisions: [] }),
  'every-third-place': (manifest) => ({
    controls: {
      third: control(
        places(manifest).filter((_, index) => index % 3 === 0),
        { implements: mitigations },
      ),
    },
  }),
  'planned-everywhere': (manifest) => ({
    controls: Object.fromEntries(
      places(manifest).map((place, index) => [
        `c${index}`,
        control([place], { status: 'planned', due: '2027-01-01', covers: techniques }),
      ]),
    ),
  }),
  'first-half': (manifest) => ({
    controls: Object.fromEntries(
      mitigations.map((id) => [
        id.toLowerCase().replace('.', '-'),
        control(places(manifest).slice(0, places(manifest).length / 2), { implements: [id] }),
      ]),
    ),
  }),
  'all-decided': () => ({
    decisions: techniques.map(
      (technique, index) =>
        ({
          technique,
          treatment: (['accept', 'mitigate', 'not-applicable', 'avoid', 'transfer'] as const)[index % 5],
          reason: 'Because.',
          owner: 'somebody',
          ...{ expires: index % 2 === 0 ? '2027-01-01' : '2026-01-01', due: '2027-01-01' },
        }) as DecisionEntry,
    ),
  }),
}

function told(exposure: Exposure): string[] {
  const { technique, subject, status, severity, reasons, rule, message } = exposure
  const { maturity, reach, stakes, score, overriddenBy = '' } = reasons
  const way = exposure.path.map(({ from, to, via, backward, words, crosses }) =>
    [from, backward ? '<' : '>', to, via, words.join('+'), crosses ? '!' : ''].join(' '),
  )
  return [
    `${technique} ${subject.type} ${subject.id} ${status} ${severity} ${rule} +${exposure.alsoRaisedBy.join('+')}`,
    `  ${maturity}, ${reach}, ${score}, ${stakes.join('; ')} ${overriddenBy}${exposure.decision ?? ''}`,
    `  ${message}`,
    ...way.map((step) => `    ${step}`),
    ...(exposure.wayAround === undefined ? [] : [`  ${exposure.wayAround}`]),
    ...exposure.assumptions.map(({ on, field }) => `  ? ${on} ${field}`),
    ...exposure.controls.map(({ control: id, effect, on }) => `  ${id} ${effect} ${on.join(', ')}`),
  ]
}

const files = [
  'examples/support-chatbot/ai-system.yaml',
  'examples/card-fraud/ai-system.yaml',
  'test/corpus/AML.CS0023.ai-system.yaml',
  'test/corpus/nonincident-internal-rag.ai-system.yaml',
]

test.each(files.flatMap((file) => Object.keys(states).map((state) => [file, state] as const)))(
  '%s, %s',
  async (file, state) => {
    const { source } = readSource(file, readFileSync(join(root, file)))
    const original = normalize(source.value as Manifest)
    const manifest = { ...original, ...states[state]?.(original) }
    const { exposures, questions } = analyse({ system: buildSystem(manifest), catalog, rules, now: '2026-11-24' })
    const findings = exposureFindings(exposures, rules, manifest).map(
      ({ finding: { message, severity, place, related, path = [] }, exposure }) =>
        `! ${exposure} ${severity} ${JSON.stringify(place)} ${message} ${JSON.stringify(related)} ${path.join('>')}`,
    )
    const asked = questions.map(
      ({ technique, rule, subject, on, field }) => `? ${technique} ${rule} ${subject.id} ${on}.${field}`,
    )
    const name = `${file.split('/').at(-2) === 'corpus' ? file.split('/').at(-1)?.replace('.ai-system.yaml', '') : file.split('/').at(-2)}`
    const text = [...exposures.flatMap(told), ...findings, ...asked].join('\n')
    await expect(`${text}\n`).toMatchFileSnapshot(`${name}/${state}.txt`)
  },
)
