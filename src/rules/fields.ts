import type { Component } from '../system/system.ts'
import { booleanFields, kinds, listFields, scales, valueFields } from '../vocabulary.ts'
import {
  conjunctionOf,
  fieldTest,
  mapping,
  reportUnknownWord,
  respectsCuts,
  structureTest,
  wordsOf,
} from './compiler.ts'
import { callersLeft, influenceLeft, powersLeft, supportCallers, supportInfluence, supportTools } from './left.ts'
import type { Run } from './run.ts'
import type { Route, Scope, Test } from './scope.ts'

/** Reads one fact of a component; `left` says whether controls count. */
interface Field {
  readonly values: readonly string[]
  readonly list: boolean
  get(component: Component, run: Run, left: boolean): string | readonly string[] | undefined
}

/** Every field of a component that a rule can compare with words, written or derived. */
export const componentFields: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...Object.entries(valueFields).map(([name, values]): [string, Field] => [
    name,
    { values, list: false, get: (component) => component.entry[name] as string | undefined },
  ]),
  ...Object.entries(listFields).map(([name, values]): [string, Field] => [
    name,
    { values, list: true, get: (component) => asWords(component.entry[name]) },
  ]),
  [
    'powers',
    {
      values: listFields.can ?? [],
      list: true,
      get: (component, run, left) => (left ? powersLeft(run, component) : component.powers),
    },
  ],
  ['trust', { values: scales.trust ?? [], list: false, get: (component) => component.zone?.entry.trust }],
  ['written-by', { values: scales['written-by'] ?? [], list: false, get: (component) => component.writtenBy }],
  [
    'influenced-by',
    {
      values: scales['influenced-by'] ?? [],
      list: false,
      get: (component, run, left) => (left ? influenceLeft(run, component) : component.influencedBy),
    },
  ],
  [
    'callable-by',
    {
      values: scales['callable-by'] ?? [],
      list: false,
      get: (component, run, left) => (left ? callersLeft(run, component) : component.callableBy),
    },
  ],
])

/** `auth: user` and `auth: [user]` say the same. */
function asWords(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined
  return Array.isArray(value) ? value : [String(value)]
}

/** `kind: agent` or `kind: [agent, app]`, through the kind tree. */
export function kindTest(raw: unknown, route: Route, scope: Scope): Test<Component> {
  const wanted = new Set(wordsOf(raw, route, scope, kinds, 'a component kind'))
  return structureTest(scope, (component) => component.kinds.some((kind) => wanted.has(kind)))
}

/** `owner: { known: true }`. */
export function ownerTest(raw: unknown, route: Route, scope: Scope): Test<Component> {
  const form = mapping(raw, route, scope, '`owner`')
  if (form === undefined || typeof form.known !== 'boolean') {
    scope.report(route, 'rule-condition', '`owner` can only be asked for as { known: true } or { known: false }.')
  }
  const known = form?.known === true
  return structureTest(scope, (component) => (component.owner !== undefined) === known)
}

/** A condition on a true-or-false field of a component. */
export function booleanTest(name: string, raw: unknown, route: Route, scope: Scope): Test<Component> {
  return truthField<Component>(name, raw, route, scope, (component) => component.entry[name] as boolean | undefined)
}

export function isBooleanField(name: string): boolean {
  return (booleanFields as readonly string[]).includes(name)
}

/** `field: true`, or `field: { known: true }`, for any item. */
export function truthField<Item extends object>(
  name: string,
  raw: unknown,
  route: Route,
  scope: Scope,
  get: (item: Item) => boolean | undefined,
): Test<Item> {
  if (typeof raw === 'boolean') return fieldTest(scope, name, get, (value) => value === raw)
  const form = mapping(raw, route, scope, `\`${name}\``)
  if (form !== undefined && typeof form.known === 'boolean') {
    return structureTest(scope, (item: Item) => (get(item) !== undefined) === form.known)
  }
  scope.report(route, 'rule-condition', `'${name}' takes true, false or { known: … }.`)
  return structureTest(scope, () => false)
}

/** A condition on a worded field of a component. */
export function componentFieldTest(name: string, raw: unknown, route: Route, scope: Scope): Test<Component> {
  const field = componentFields.get(name) as Field
  const left = respectsCuts(scope)
  const test = wordField<Component>(name, field, raw, route, scope, (component, run) => field.get(component, run, left))
  const support = derivedSupport[name]
  if (support === undefined || !left) return test
  return (component, run) => {
    const truth = test(component, run)
    if (run.support !== undefined && truth !== 0) support(component, run)
    return truth
  }
}

/** What a derived fact rests on takes part in what it makes true. */
const derivedSupport: Readonly<Record<string, (component: Component, run: Run) => void>> = {
  'influenced-by': supportInfluence,
  'callable-by': supportCallers,
  powers: supportTools,
}

/**
 * A condition on a field that holds a word or a list of words: `value`, `[one, of]`, or a mapping of `all-of`, `none-of`,
 * `at-least`, `at-most` and `known`.
 */
export function wordField<Item extends object>(
  name: string,
  field: { readonly values: readonly string[]; readonly list: boolean },
  raw: unknown,
  route: Route,
  scope: Scope,
  get: (item: Item, run: Run) => string | readonly string[] | undefined,
): Test<Item> {
  const some = (wanted: ReadonlySet<string>) => (value: string | readonly string[]) =>
    typeof value === 'string' ? wanted.has(value) : value.some((word) => wanted.has(word))
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const wanted = new Set(wordsOf(raw, route, scope, field.values, `a value of '${name}'`))
    return fieldTest(scope, name, get, some(wanted))
  }
  const tests: Test<Item>[] = []
  for (const [operator, operand] of Object.entries(raw)) {
    const at = [...route, operator]
    const words = () => wordsOf(operand, at, scope, field.values, `a value of '${name}'`)
    const scale = scales[name]
    if (operator === 'known' && typeof operand === 'boolean') {
      tests.push(structureTest(scope, (item: Item, run) => (get(item, run) !== undefined) === operand))
    } else if (operator === 'none-of') {
      const unwanted = some(new Set(words()))
      tests.push(fieldTest(scope, name, get, (value) => !unwanted(value)))
    } else if (operator === 'all-of' && field.list) {
      const wanted = words()
      tests.push(fieldTest(scope, name, get, (value) => wanted.every((word) => value.includes(word))))
    } else if ((operator === 'at-least' || operator === 'at-most') && scale !== undefined && !field.list) {
      const bound = scale.indexOf(words()[0] ?? '')
      const upward = operator === 'at-least'
      tests.push(
        fieldTest(scope, name, get, (value) => {
          const rank = scale.indexOf(value as string)
          return upward ? rank >= bound : rank <= bound
        }),
      )
    } else {
      reportUnknownWord(operator, at, scope, operatorsOf(field.list, scale !== undefined), `an operator of '${name}'`)
    }
  }
  return conjunctionOf(scope, tests)
}

function operatorsOf(list: boolean, ordered: boolean): string[] {
  return ['none-of', 'known', ...(list ? ['all-of'] : []), ...(ordered && !list ? ['at-least', 'at-most'] : [])]
}
