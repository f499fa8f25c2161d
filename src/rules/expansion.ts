/** How much a rule file comes to when every `is:` is written out: definitions on definitions double with every line. */

/** More than any file needs; bundled definitions come to some hundred. */
const mostUses = 50_000
/** Definitions that stand on each other. */
const deepest = 32

interface Size {
  /** Definitions that are written out, itself included. */
  readonly uses: number
  readonly depth: number
}

export interface ExpansionProblem {
  readonly code: 'rule-definition-circle' | 'rule-definition-size'
  readonly message: string
  readonly fix?: string
}

/** Why the file cannot be compiled; undefined where it can. `matchers` are its definitions and rules. */
export function tooExpanded(
  matchers: Iterable<unknown>,
  definitions: Iterable<readonly [string, unknown]>,
): ExpansionProblem | undefined {
  const sizes = sizesOf(new Map([...definitions].map(([name, raw]) => [name, usedIn(raw)])))
  if (typeof sizes === 'string')
    return { code: 'rule-definition-circle', message: `Definition '${sizes}' leads back to itself.` }
  let uses = 0
  for (const matcher of matchers) {
    for (const name of usedIn(matcher)) {
      const size = sizes.get(name) ?? { uses: 1, depth: 1 }
      if (size.depth > deepest) return tooLarge(`Definition '${name}' stands on others more than ${deepest} deep.`)
      uses += size.uses
    }
  }
  return uses <= mostUses ? undefined : tooLarge(`Written out, the definitions are used more than ${mostUses} times.`)
}

function tooLarge(message: string): ExpansionProblem {
  return { code: 'rule-definition-size', message, fix: 'Let definitions stand on fewer others.' }
}

/** Names behind `is:`, as often as they occur. */
function usedIn(raw: unknown, names: string[] = []): string[] {
  if (Array.isArray(raw)) for (const inner of raw) usedIn(inner, names)
  else if (typeof raw === 'object' && raw !== null) {
    for (const [key, inner] of Object.entries(raw)) {
      if (key === 'is' && typeof inner === 'string') names.push(inner)
      else usedIn(inner, names)
    }
  }
  return names
}

/** Without recursion, as a chain may be thousands long; or the name of a definition that stands on itself. */
function sizesOf(used: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Size> | string {
  const sizes = new Map<string, Size>()
  const open = new Set<string>()
  for (const start of used.keys()) {
    const stack = [start]
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      const below = used.get(name) ?? []
      const unknown = below.filter((each) => used.has(each) && !sizes.has(each))
      if (unknown.length === 0) {
        sizes.set(name, sizeOf(below.map((each) => sizes.get(each))))
        open.delete(name)
        stack.pop()
      } else {
        open.add(name)
        const circle = unknown.find((each) => open.has(each))
        if (circle !== undefined) return circle
        stack.push(...new Set(unknown))
      }
    }
  }
  return sizes
}

function sizeOf(below: readonly (Size | undefined)[]): Size {
  let [uses, depth] = [1, 0]
  for (const size of below) {
    uses = Math.min(mostUses + 1, uses + (size?.uses ?? 0))
    depth = Math.max(depth, size?.depth ?? 0)
  }
  return { uses, depth: depth + 1 }
}
