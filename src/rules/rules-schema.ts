import { severities } from '../finding.ts'
import {
  booleanFields,
  dataKinds,
  flowAuth,
  kinds,
  listFields,
  payloadGroups,
  payloadWords,
  referenceFields,
  scales,
  stages,
  valueFields,
} from '../vocabulary.ts'
import { unknowable } from './fields.ts'
import { placeholders } from './message.ts'
import { namePattern } from './path-conditions.ts'
import { impacts } from './rule.ts'

type Schema = Record<string, unknown>

const id = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' }
const text = { type: 'string', minLength: 1 }
const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` })
const oneOrMore = (values: readonly string[]): Schema => ({
  anyOf: [{ enum: [...values] }, { type: 'array', items: { enum: [...values] }, minItems: 1 }],
})
const known = {
  type: 'object',
  additionalProperties: false,
  required: ['known'],
  properties: { known: { type: 'boolean' } },
}

/**
 * The JSON Schema of rule files, made from the vocabulary so that an editor offers the words that the engine knows.
 * `schemas/rules.schema.json` is its output; the engine itself checks rules when it compiles them.
 */
export function rulesSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'atlaslint rule file, format 1',
    description: 'Rules that say on which subjects of a system an ATLAS technique applies. See docs/rules.md.',
    type: 'object',
    additionalProperties: false,
    anyOf: [{ required: ['rules'] }, { required: ['definitions'] }],
    properties: {
      rules: { type: 'array', items: { anyOf: [ref('rule'), ref('switch')] } },
      definitions: { type: 'object', additionalProperties: ref('component') },
    },
    definitions: {
      rule: ruleSchema(),
      switch: {
        description: 'Switches a bundled rule off, or changes its severity.',
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        anyOf: [{ required: ['off'] }, { required: ['severity'] }],
        properties: { id, off: { type: 'boolean' }, severity: { enum: [...severities] } },
      },
      example: exampleSchema(),
      component: matcher('component', componentProperties()),
      flow: matcher('flow', flowProperties()),
      data: matcher('data', dataProperties()),
      system: matcher('system', systemProperties()),
      reachedFrom: pathSchema('from'),
      reaches: pathSchema('to'),
      words: oneOrMore([...Object.keys(payloadGroups), ...payloadWords]),
    },
  }
}

function ruleSchema(): Schema {
  const conditionBySubject = {
    anyOf: [
      { properties: { subject: { const: 'system' }, when: ref('system') } },
      { properties: { subject: { type: 'object', required: ['component'] }, when: ref('component') } },
      { properties: { subject: { type: 'object', required: ['flow'] }, when: ref('flow') } },
    ],
  }
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'technique', 'title', 'why', 'subject', 'message', 'impact', 'fix', 'examples'],
    ...conditionBySubject,
    properties: {
      id,
      technique: { type: 'string', pattern: '^AML\\.T\\d{4}(\\.\\d{3})?$' },
      title: { ...text, description: 'What is wrong, in a line.' },
      why: { ...text, description: 'What would happen in such a system.' },
      subject: {
        anyOf: [
          { const: 'system' },
          {
            type: 'object',
            additionalProperties: false,
            required: ['component'],
            properties: { component: ref('component') },
          },
          { type: 'object', additionalProperties: false, required: ['flow'], properties: { flow: ref('flow') } },
        ],
      },
      when: {},
      unknown: {
        type: 'object',
        propertyNames: { enum: [...unknowable] },
        additionalProperties: { enum: ['yes', 'no', 'ask'] },
        description: 'What a fact that is left out means.',
      },
      message: {
        ...text,
        description: `May name ${placeholders.map((name) => `{${name}}`).join(' ')} and the names given with 'as'.`,
      },
      impact: { type: 'array', items: { enum: [...impacts] }, minItems: 1 },
      'answered-by': { type: 'array', items: { type: 'string', pattern: '^AML\\.M\\d{4}$' } },
      'limits-suffice': { type: 'boolean' },
      severity: { enum: [...severities] },
      fix: { ...text, description: 'What to do, imperative.' },
      examples: { type: 'array', items: ref('example'), minItems: 1 },
    },
  }
}

function exampleSchema(): Schema {
  const nearMiss = {
    type: 'object',
    additionalProperties: false,
    required: ['title'],
    anyOf: [{ required: ['set'] }, { required: ['without'] }],
    properties: { title: text, set: { type: 'object' }, without: { type: 'array', items: text, minItems: 1 } },
  }
  return {
    type: 'object',
    additionalProperties: false,
    required: ['title', 'system', 'fires-on'],
    properties: {
      title: text,
      system: { type: 'object' },
      'fires-on': { type: 'array', items: text, minItems: 1 },
      'near-misses': { type: 'array', items: nearMiss },
    },
  }
}

/** A matcher: the given words, and `all`, `any`, `not` over itself. */
function matcher(name: string, properties: Schema): Schema {
  const self = ref(name)
  const list = { type: 'array', items: self, minItems: 1 }
  return { type: 'object', additionalProperties: false, properties: { ...properties, all: list, any: list, not: self } }
}

/** `value`, `[values]`, or a mapping of operators. */
function field(values: readonly string[], ordered: boolean, list: boolean): Schema {
  const plain = oneOrMore(values)
  const one = { enum: [...values] }
  const operators: Schema = { 'none-of': plain, known: { type: 'boolean' } }
  if (list) operators['all-of'] = plain
  if (ordered && !list) Object.assign(operators, { 'at-least': one, 'at-most': one })
  return { anyOf: [plain, { type: 'object', additionalProperties: false, properties: operators, minProperties: 1 }] }
}

function componentProperties(): Schema {
  const properties: Schema = { kind: oneOrMore(kinds), is: { type: 'string' }, owner: known }
  for (const [name, values] of Object.entries(valueFields)) properties[name] = field(values, name in scales, false)
  for (const [name, values] of Object.entries(listFields)) properties[name] = field(values, false, true)
  for (const name of ['trust', 'written-by', 'influenced-by', 'callable-by'])
    properties[name] = field(scales[name] ?? [], true, false)
  properties.powers = field(listFields.can ?? [], false, true)
  for (const name of booleanFields) properties[name] = { anyOf: [{ type: 'boolean' }, known] }
  for (const name of referenceFields) properties[name] = { anyOf: [ref('component'), known] }
  for (const name of ['holds', 'passes']) properties[name] = ref('data')
  for (const name of ['inside', 'hosts', 'tools', 'as-drawn']) properties[name] = ref('component')
  for (const name of ['flow-in', 'flow-out', 'called-by', 'calls']) properties[name] = ref('flow')
  return { ...properties, 'reached-from': ref('reachedFrom'), reaches: ref('reaches'), system: ref('system') }
}

function flowProperties(): Schema {
  const flag = { anyOf: [{ type: 'boolean' }, known] }
  return {
    carries: ref('words'),
    returns: ref('words'),
    data: ref('data'),
    auth: field(flowAuth, false, false),
    approval: field(scales.approval ?? [], true, false),
    encrypted: flag,
    automatic: flag,
    crosses: { type: 'boolean' },
    from: ref('component'),
    to: ref('component'),
  }
}

function dataProperties(): Schema {
  return {
    classification: field(scales.classification ?? [], true, false),
    kind: field(dataKinds, false, false),
    lifetime: field(scales.lifetime ?? [], true, false),
    personal: { anyOf: [{ type: 'boolean' }, known] },
    grants: ref('component'),
  }
}

function systemProperties(): Schema {
  const one = { enum: [...(scales.criticality ?? [])] }
  const bounds = {
    type: 'object',
    additionalProperties: false,
    properties: { 'at-least': one, 'at-most': one },
    minProperties: 1,
  }
  return {
    stage: oneOrMore(stages),
    criticality: { anyOf: [oneOrMore(scales.criticality ?? []), bounds] },
    has: ref('component'),
    lacks: ref('component'),
    flow: ref('flow'),
  }
}

function pathSchema(end: 'from' | 'to'): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: [end],
    properties: {
      [end]: ref('component'),
      carrying: ref('words'),
      through: ref('component'),
      step: ref('flow'),
      crossing: { type: 'boolean' },
      over: oneOrMore(['flows', 'trained-on', 'based-on', 'uses', 'hosted-on']),
      as: { type: 'string', pattern: namePattern.source },
    },
  }
}
