import type { Component } from '../system/system.ts'
import type { Scope, SharedDefinition, Test } from './scope.ts'
import type { Truth } from './truth.ts'

/** A named component matcher. Rules share what it compiles to, as far as they agree on what its unknown facts mean. */
export class Definition implements SharedDefinition {
  readonly raw: unknown
  readonly #tests = new Map<string, Test<Component>>()
  #words: ReadonlySet<string> | undefined

  constructor(raw: unknown) {
    this.raw = raw
  }

  /** The matcher under a scope; `compile` makes it the first time. */
  compiled(scope: Scope, compile: () => Test<Component>): Test<Component> {
    const key = this.#keyOf(scope)
    let test = this.#tests.get(key)
    if (test === undefined) {
      test = remembered(compile())
      this.#tests.set(key, test)
    }
    return test
  }

  /** What the answer depends on: the polarity, and what the rule says of the fields that occur in it. */
  #keyOf({ unknown, negated, inverse, definitions }: Scope): string {
    this.#words ??= wordsIn(this.raw, definitions)
    const words = this.#words
    let key = `${negated} ${inverse}`
    for (const field of Object.keys(unknown).sort()) if (words.has(field)) key += ` ${field}=${unknown[field]}`
    return key
  }
}

/** Every key in a matcher, through the definitions that it uses. A field that data calls `kind` is `data-kind` to a rule. */
function wordsIn(raw: unknown, definitions: Scope['definitions'], words = new Set<string>(['data-kind'])): Set<string> {
  if (Array.isArray(raw)) for (const inner of raw) wordsIn(inner, definitions, words)
  else if (typeof raw === 'object' && raw !== null) {
    for (const [key, inner] of Object.entries(raw)) {
      words.add(key)
      if (key !== 'is') wordsIn(inner, definitions, words)
      else if (typeof inner === 'string' && !words.has(`is ${inner}`)) {
        words.add(`is ${inner}`)
        wordsIn(definitions.get(inner)?.raw, definitions, words)
      }
    }
  }
  return words
}

/** Asks of each component once, unless the way to the answer is wanted, too. */
export function remembered(test: Test<Component>): Test<Component> {
  return (component, run) => {
    if (run.evidence !== undefined || run.support !== undefined || run.trace !== undefined) return test(component, run)
    let answers = run.answers.get(test)
    if (answers === undefined) {
      answers = new Uint8Array(run.facts.system.components.length)
      run.answers.set(test, answers)
    }
    const known = answers[component.index] as number
    if (known !== 0) return (known - 1) as Truth
    const truth = test(component, run)
    answers[component.index] = truth + 1
    return truth
  }
}

/** Definitions by name, from the matchers that rule files hold. */
export function definitionsFrom(entries: Iterable<readonly [string, unknown]>): Map<string, Definition> {
  return new Map([...entries].map(([name, raw]) => [name, new Definition(raw)]))
}
