/** A CODEOWNERS file as GitHub and GitLab read it: the last line that matches a path names its owners. */

interface Line {
  readonly pattern: readonly string[]
  readonly owners: readonly string[]
  /** GitLab: each section answers for itself. */
  readonly section: number
}

export interface Codeowners {
  /** Owners of a path, POSIX separators, relative to the root of the repository. */
  ownersOf(path: string): readonly string[]
  /** Everybody whom the file names: `@acme/ml`, `@kim`, `kim@example.com`. */
  readonly all: ReadonlySet<string>
}

export function readCodeowners(text: string): Codeowners {
  const lines = linesOf(text)
  return {
    all: new Set(lines.flatMap(({ owners }) => owners)),
    ownersOf(path) {
      const steps = path.split('/')
      const bySection = new Map<number, readonly string[]>()
      for (const { pattern, owners, section } of lines) {
        if (matches(pattern, steps)) bySection.set(section, owners)
      }
      return [...new Set([...bySection.values()].flat())]
    },
  }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let section = 0
  let usual: readonly string[] = []
  for (const row of text.split(/\r?\n/)) {
    const heading = /^\^?\[[^\]]*\](?:\[\d+\])?(.*)$/.exec(row.trim())
    const [first, ...owners] = wordsOf(heading === null ? row : `- ${heading[1] ?? ''}`)
    if (heading !== null) {
      section += 1
      usual = owners
    } else if (first !== undefined) {
      lines.push({ pattern: patternOf(first), owners: owners.length === 0 ? usual : owners, section })
    }
  }
  return lines
}

/** Words up to a comment; a space in a path is written `\ `. */
function wordsOf(row: string): string[] {
  const words = row.match(/(?:\\.|[^\s\\])+/g) ?? []
  const comment = words.findIndex((word) => word.startsWith('#'))
  return (comment < 0 ? words : words.slice(0, comment)).map((word) => word.replace(/\\(.)/g, '$1'))
}

/** A pattern as steps: without a slash inside it may begin anywhere, and a folder stands for all that is in it. */
function patternOf(written: string): string[] {
  const inner = written.replace(/^\//, '').replace(/\/$/, '')
  const isAnchored = written.startsWith('/') || inner.includes('/')
  const isFolder = written.endsWith('/')
  const steps = inner.split('/')
  // `docs/*` are the files right in it; any other last step may also be a folder.
  const below = isFolder ? ['*', '**'] : steps.at(-1) === '*' && steps.length > 1 ? [] : ['**']
  return [...(isAnchored ? [] : ['**']), ...steps, ...below]
}

/** `**` stands for any number of steps. The table keeps a pattern of many stars from becoming slow. */
function matches(pattern: readonly string[], steps: readonly string[]): boolean {
  let reached = new Set([0])
  for (const step of pattern) {
    const next = new Set<number>()
    for (const at of reached) {
      if (step === '**') for (let to = at; to <= steps.length; to++) next.add(to)
      else if (at < steps.length && stepMatches(step, steps[at] as string)) next.add(at + 1)
    }
    reached = next
  }
  return reached.has(steps.length)
}

/** `*` and `?` within one step, without going back more than one star. */
function stepMatches(pattern: string, text: string): boolean {
  let star = -1
  let retry = 0
  let at = 0
  let position = 0
  while (position < text.length) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[position]) && pattern[at] !== '*') {
      at += 1
      position += 1
    } else if (pattern[at] === '*') {
      star = at
      retry = position
      at += 1
    } else if (star >= 0) {
      at = star + 1
      retry += 1
      position = retry
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
