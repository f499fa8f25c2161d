import { acceptedMitigations } from '../analysis/controls.ts'
import { docsUrl } from '../docs-url.ts'
import type { Rule } from '../rules/rule.ts'
import type { Library } from './library.ts'
import { item, page, paragraph, section } from './page.ts'
import { answerLine, nameOfTechnique, unknownMeanings } from './phrases.ts'
import { yamlLines } from './yaml.ts'

export function rulePage(rule: Rule, library: Library): string {
  const { entry, origin } = rule
  const { technique, subject, when, unknown = {} } = entry
  const answers = acceptedMitigations(rule, library.catalog).map((id) => answerLine(id, library))
  return page(
    `${entry.id}: ${entry.title}`,
    [
      ...item(`Technique: ${nameOfTechnique(library, technique)}`),
      ...item(`Harms: ${entry.impact.join(', ')}`),
      ...item(`Severity: ${entry.severity ?? 'worked out for each exposure'}`),
      ...(origin === 'bundled' ? [] : [`From: ${origin}`]),
    ],
    paragraph('Why', entry.why),
    paragraph('Fix', entry.fix),
    section(
      'Answered by',
      [...answers, `a control with covers: [${technique}]`].flatMap((line) => item(line)),
    ),
    section('When', yamlLines({ subject, ...(when === undefined ? {} : { when }) })),
    section(
      'What a fact left out means',
      Object.entries(unknown).flatMap(([field, meaning]) => item(`${field}: ${unknownMeanings[meaning]}`)),
    ),
    origin === 'bundled' ? [`More: ${docsUrl('rule', entry.id)}`] : undefined,
  )
}
