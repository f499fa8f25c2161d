import type { Problem } from '../finding.ts'
import { nearest } from '../source/nearest.ts'
import type { Move } from '../system/system.ts'
import type { Run } from './run.ts'
import type { Route, Scope, Test } from './scope.ts'
import { ASK, ASSUMED, CERTAIN, FALSE, type Truth } from './truth.ts'

/** The route of a part. Only problems need routes, and those are looked for when everything is compiled at once. */
export function within(route: Route, key: string | number, scope: Scope): Route {
  return scope.eager ? [...route, key] : route
}

/**
 * The conditions that a matcher or a list consists of, each compiled when it is first asked: most conditions of most rules never
 * are, on a given system.
 */
export class Parts<Item> {
  readonly length: number
  readonly #compile: (index: number) => Test<Item>
  readonly #label: ((index: number) => string) | undefined
  readonly #tests: (Test<Item> | undefined)[] = []

  /** `label` lets `why` see each of them with its answer; it is written out only then. */
  constructor(scope: Scope, length: number, compile: (index: number) => Test<Item>, label?: (index: number) => string) {
    this.length = length
    this.#compile = compile
    this.#label = label
    if (scope.eager) for (let index = 0; index < length; index += 1) this.#tests[index] = compile(index)
  }

  ask(index: number, item: Item, run: Run): Truth {
    let test = this.#tests[index]
    if (test === undefined) {
      test = this.#compile(index)
      this.#tests[index] = test
    }
    if (run.trace === undefined || this.#label === undefined) return test(item, run)
    const { trace } = run
    const children: NonNullable<Run['trace']> = []
    run.trace = children
    const truth = test(item, run)
    run.trace = trace
    trace.push({ label: this.#label(index), truth, children })
    return truth
  }
}

/** True when a condition compiled in this scope helps the exposure by being true of what is *left* of the system. */
export function respectsCuts(scope: Scope): boolean {
  return scope.negated === scope.inverse
}

/** What an unknown value of this field is worth here. */
export function unknownTruth(scope: Scope, field: string): Truth {
  const meaning = scope.unknown[field] ?? 'no'
  if (scope.inverse) return meaning === 'yes' ? FALSE : CERTAIN
  return meaning === 'yes' ? ASSUMED : meaning === 'ask' ? ASK : FALSE
}

/** All must hold; under `not`, one must fail. */
export function conjunction<Item>(scope: Scope, parts: Parts<Item>): Test<Item> {
  return scope.negated ? anyOf(parts) : allOf(parts)
}

/** One must hold; under `not`, all must fail. */
export function disjunction<Item>(scope: Scope, parts: Parts<Item>): Test<Item> {
  return scope.negated ? allOf(parts) : anyOf(parts)
}

/** The same for conditions that are compiled already. */
export function conjunctionOf<Item>(scope: Scope, tests: readonly Test<Item>[]): Test<Item> {
  return tests.length === 1
    ? (tests[0] as Test<Item>)
    : conjunction(scope, new Parts<Item>(scope, tests.length, (index) => tests[index] as Test<Item>))
}

function allOf<Item>(parts: Parts<Item>): Test<Item> {
  return (item, run) => {
    let worst: Truth = CERTAIN
    for (let index = 0; index < parts.length; index += 1) {
      const truth = parts.ask(index, item, run)
      if (truth < worst) worst = truth
      if (worst === FALSE && run.trace === undefined) return FALSE
    }
    return worst
  }
}

/**
 * The best of several alternatives. Evidence is taken from that one alone; support and traces are taken from all, since
 * another alternative may be the one that a cut leaves.
 */
function anyOf<Item>(parts: Parts<Item>): Test<Item> {
  return (item, run) => {
    if (parts.length === 1) return parts.ask(0, item, run)
    const { evidence } = run
    const all = run.support !== undefined || run.trace !== undefined
    run.evidence = undefined
    let best: Truth = FALSE
    let chosen = -1
    for (let index = 0; index < parts.length; index += 1) {
      const truth = parts.ask(index, item, run)
      if (truth > best) {
        best = truth
        chosen = index
      }
      if (best === CERTAIN && !all) break
    }
    run.evidence = evidence
    if (evidence !== undefined && chosen >= 0) parts.ask(chosen, item, run)
    return best
  }
}

/** A condition on one field: unknown where the value is left out. */
export function fieldTest<Item extends object, Value>(
  scope: Scope,
  field: string,
  get: (item: Item, run: Run) => Value | undefined,
  holds: (value: Value) => boolean,
): Test<Item> {
  scope.fieldsTested.add(field)
  const whenUnknown = unknownTruth(scope, field)
  const wanted = !scope.negated
  return (item, run) => {
    const value = get(item, run)
    if (value === undefined) {
      if (run.evidence !== undefined && (whenUnknown === ASSUMED || whenUnknown === ASK)) {
        run.evidence.unknown.push({ on: idOf(item), field, truth: whenUnknown })
      }
      return whenUnknown
    }
    return holds(value) === wanted ? CERTAIN : FALSE
  }
}

/** What an item is called in a report: its own id, or for a move that of its flow. */
function idOf(item: object): string {
  if ('id' in item) return String(item.id)
  return (item as Move).flow?.id ?? ''
}

/** A condition that the structure of the system answers: never unknown. */
export function structureTest<Item>(scope: Scope, holds: (item: Item, run: Run) => boolean): Test<Item> {
  const wanted = !scope.negated
  return (item, run) => (holds(item, run) === wanted ? CERTAIN : FALSE)
}

/** A YAML mapping, or a problem. */
export function mapping(raw: unknown, route: Route, scope: Scope, what: string): Record<string, unknown> | undefined {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Record<string, unknown>
  scope.report(route, 'rule-condition', `${what} must be a mapping.`)
  return undefined
}

/** One word or a list of words out of `allowed`; problems for the rest. */
export function wordsOf(raw: unknown, route: Route, scope: Scope, allowed: readonly string[], what: string): string[] {
  const list = Array.isArray(raw) ? raw : [raw]
  if (!scope.eager) return list
  const good: string[] = []
  list.forEach((word, index) => {
    const at = Array.isArray(raw) ? [...route, index] : route
    if (typeof word === 'string' && allowed.includes(word)) good.push(word)
    else reportUnknownWord(word, at, scope, allowed, what)
  })
  if (list.length === 0) scope.report(route, 'rule-condition', `${what} needs at least one value.`)
  return good
}

/** Reports a word that is not one of `allowed`, with the nearest that is. */
export function reportUnknownWord(
  word: unknown,
  route: Route,
  scope: Pick<Scope, 'report'>,
  allowed: readonly string[],
  what: string,
): void {
  const close = typeof word === 'string' ? nearest(word, allowed) : undefined
  const shown = typeof word === 'string' ? `'${word}'` : JSON.stringify(word)
  scope.report(
    route,
    'rule-unknown-word',
    `${shown} is not ${what}.`,
    close === undefined ? `Use one of: ${allowed.join(', ')}.` : `Did you mean '${close}'?`,
  )
}

/** A problem at a route of the rule file. */
export function problemAt(route: Route, code: string, message: string, fix?: string): Problem {
  const place = { path: route, part: 'key' as const }
  return fix === undefined ? { code, message, place } : { code, message, fix, place }
}

/**
 * Some item of a list must match; under `not`, none may. `found` notes the one that did in the evidence. What was asked
 * of each item is left out of a trace: the condition as a whole is what held or failed.
 */
export function anyItem<Item, Part>(
  scope: Scope,
  parts: (item: Item, run: Run) => readonly Part[],
  test: Test<Part>,
  found?: (run: Run, part: Part) => void,
  weigh?: (part: Part) => number,
): Test<Item> {
  return scope.negated ? untraced(noItem(parts, test)) : untraced(someItem(parts, test, found, weigh))
}

function noItem<Item, Part>(parts: (item: Item, run: Run) => readonly Part[], failing: Test<Part>): Test<Item> {
  return (item, run) => {
    let worst: Truth = CERTAIN
    for (const part of parts(item, run)) {
      const truth = failing(part, run)
      if (truth < worst) worst = truth
    }
    return worst
  }
}

/** The best item, and of it alone the evidence: of several as sure the heaviest, so that the order of the file does not matter. */
function someItem<Item, Part>(
  parts: (item: Item, run: Run) => readonly Part[],
  test: Test<Part>,
  found: ((run: Run, part: Part) => void) | undefined,
  weigh: ((part: Part) => number) | undefined,
): Test<Item> {
  return (item, run) => {
    const { evidence } = run
    const all = evidence !== undefined || run.support !== undefined || run.trace !== undefined
    run.evidence = undefined
    let best: Truth = FALSE
    let chosen: Part | undefined
    let weight = 0
    for (const part of parts(item, run)) {
      const truth = test(part, run)
      if (truth !== FALSE && run.support !== undefined) found?.(run, part)
      if (truth < best || truth === FALSE) continue
      const heavy = evidence === undefined ? 0 : (weigh?.(part) ?? 0)
      if (truth > best || heavy > weight) {
        best = truth
        chosen = part
        weight = heavy
      }
      if (best === CERTAIN && !all) break
    }
    run.evidence = evidence
    if (evidence !== undefined && chosen !== undefined) {
      test(chosen, run)
      found?.(run, chosen)
    }
    return best
  }
}

function untraced<Item>(test: Test<Item>): Test<Item> {
  return (item, run) => {
    const { trace } = run
    if (trace === undefined) return test(item, run)
    run.trace = undefined
    const truth = test(item, run)
    run.trace = trace
    return truth
  }
}
