/** Layer format 4.5 as its published description has it, restated as a schema: strict, so that a slip of ours is seen. */

import { Ajv2020 } from 'ajv/dist/2020.js'

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const hex = { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' } as const
const object = (properties: object, required: readonly string[]) =>
  ({ type: 'object', properties, required, additionalProperties: false }) as const
const listOf = (items: object) => ({ type: 'array', items }) as const

const metadata = listOf(object({ name: text, value: text }, ['name', 'value']))
const links = listOf(object({ label: text, url: { type: 'string', pattern: '^https?://' } }, ['label', 'url']))

const technique = object(
  {
    techniqueID: { type: 'string', pattern: '^AML\\.T\\d{4}(\\.\\d{3})?$' },
    tactic: text,
    comment: text,
    enabled: flag,
    score: { type: 'number', minimum: 0, maximum: 100 },
    color: hex,
    metadata,
    links,
    showSubtechniques: flag,
  },
  ['techniqueID'],
)

const layer = object(
  {
    versions: object(
      { attack: text, navigator: { type: 'string', pattern: '^(4\\.9|5\\.\\d+)\\.\\d+$' }, layer: { const: '4.5' } },
      ['navigator', 'layer'],
    ),
    name: text,
    description: text,
    domain: { const: 'atlas-atlas' },
    customDataURL: { type: 'string', pattern: '^https://' },
    sorting: { enum: [0, 1, 2, 3] },
    layout: object(
      {
        layout: { enum: ['side', 'flat', 'mini'] },
        showID: flag,
        showName: flag,
        showAggregateScores: flag,
        countUnscored: flag,
        aggregateFunction: { enum: ['average', 'min', 'max', 'sum'] },
        expandedSubtechniques: { enum: ['none', 'all', 'annotated'] },
      },
      [],
    ),
    hideDisabled: flag,
    techniques: listOf(technique),
    gradient: object(
      { colors: { ...listOf(hex), minItems: 2 }, minValue: { type: 'number' }, maxValue: { type: 'number' } },
      ['colors', 'minValue', 'maxValue'],
    ),
    legendItems: listOf(object({ label: text, color: hex }, ['label', 'color'])),
    metadata,
    links,
  },
  // An unofficial domain is shown only with the data that it belongs to.
  ['name', 'domain', 'customDataURL', 'versions'],
)

const validate = new Ajv2020({ allErrors: true }).compile({ anyOf: [layer, listOf(layer)] })

/** What is wrong with a layer or a list of layers. */
export function layerErrors(value: unknown): string[] {
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
