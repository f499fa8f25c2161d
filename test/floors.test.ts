import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const source = join(import.meta.dirname, '../src')

/** Lowest first. A module may import strictly lower floors, and its own folder. */
const floors: readonly (readonly string[])[] = [
  ['finding.ts', 'vocabulary.ts', 'version.ts', 'load-extra.ts', 'docs-url.ts', 'input-error.ts'],
  ['io.ts', 'io-write.ts', 'io-glob.ts', 'io-private.ts', 'source'],
  ['manifest', 'atlas'],
  ['system'],
  ['rules'],
  ['analysis'],
  ['checks', 'measure'],
  ['report', 'explain'],
  ['config', 'diagram'],
  ['docs', 'page', 'lint.ts'],
  ['library'],
  ['cli'],
  ['library-entry.ts'],
]

/** Where each library, and the file system, may be imported. */
const homes: Readonly<Record<string, readonly string[]>> = {
  'js-yaml': ['source/reader.ts', 'source/build.ts', 'source/events.ts', 'source/scalar.ts', 'source/tree.ts'],
  yaml: ['source/recover.ts', 'source/tokens.ts', 'source/edit.ts', 'atlas/import/aliases.ts'],
  ajv: [],
  chalk: ['report/chalk-paint.ts'],
  'cli-table3': ['report/table.ts'],
  globby: ['io-glob.ts'],
  '@viz-js/viz': ['diagram/layout.ts'],
  '@clack/prompts': ['cli/init/ask.ts'],
  'node:child_process': ['cli/git.ts'],
  commander: ['cli/'],
  'node:fs': ['io.ts', 'io-write.ts', 'io-private.ts'],
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : name.endsWith('.ts') ? [path] : []
  })
}

interface Import {
  readonly from: string
  readonly to: string
}

const files = walk(source)
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  const specifiers = [...text.matchAll(/^(?:import|export)\s(?:[^'"]*?\sfrom\s)?'([^']+)'/gms)].map(
    (match) => match[1] as string,
  )
  return specifiers.map((to) => ({
    from: relative(source, file).replaceAll('\\', '/'),
    to: to.startsWith('.') ? relative(source, join(file, '..', to)).replaceAll('\\', '/') : to,
  }))
})

const room = (path: string): string => path.split('/')[0] as string
const floor = (path: string): number => floors.findIndex((rooms) => rooms.includes(room(path)))
const inner = imports.filter(({ to }) => to.endsWith('.ts'))

describe('floors', () => {
  test('something is read', () => expect(inner.length).toBeGreaterThan(100))

  test('every module stands on a floor', () => {
    expect(files.map((file) => relative(source, file).replaceAll('\\', '/')).filter((file) => floor(file) < 0)).toEqual(
      [],
    )
  })

  test('imports go down, or stay in the room', () => {
    const upward = inner.filter(({ from, to }) => room(from) !== room(to) && floor(to) >= floor(from))
    expect(upward.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
  })

  test('no module imports itself through others', () => {
    const graph = new Map<string, string[]>()
    for (const { from, to } of inner) graph.set(from, [...(graph.get(from) ?? []), to])
    const circles: string[] = []
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '))
      else if (!done.has(file)) {
        for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
        done.add(file)
      }
    }
    const done = new Set<string>()
    for (const file of graph.keys()) visit(file, [])
    expect(circles).toEqual([])
  })

  test.each(Object.entries(homes))('%s has its home', (library, rooms) => {
    const strangers = imports.filter(
      ({ from, to }) =>
        to === library && !rooms.some((home) => from === home || (home.endsWith('/') && from.startsWith(home))),
    )
    expect(strangers.map(({ from }) => from)).toEqual([])
  })

  test('rules, checks and reports touch no clock, environment or process', () => {
    const pure = files.filter((file) =>
      [
        'source',
        'manifest',
        'system',
        'atlas',
        'rules',
        'analysis',
        'checks',
        'report',
        'explain',
        'docs',
        'measure',
        'config',
        'diagram',
        'page',
        'lint.ts',
      ].includes(room(relative(source, file).replaceAll('\\', '/'))),
    )
    const unclean = pure.filter((file) =>
      /\bDate\.now\(|new Date\(\)|process\.|Math\.random/.test(readFileSync(file, 'utf8')),
    )
    expect(unclean.map((file) => relative(source, file))).toEqual([])
  })
})
