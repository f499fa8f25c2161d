import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { anchor } from '../../src/docs/markdown.ts'
import { referencePages } from '../../src/docs/reference.ts'
import { docsPath, docsUrl } from '../../src/docs-url.ts'
import { library, root } from './library.ts'

const docs = join(root, 'docs')
const pages = referencePages(library)

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
}

/** The lines of a page that are not inside a block of code. */
function outsideCode(text: string): string {
  return text
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')
    .replace(/`[^`\n]+`/g, (span) => span.replace(/[[\]()]/g, ' '))
}

function linksOf(text: string): string[] {
  return [...outsideCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map((match) => match[1] as string)
}

function anchorsOf(text: string): Set<string> {
  const headings = outsideCode(text).matchAll(/^#{1,6} (.+)$/gm)
  return new Set([...headings].map((match) => anchor((match[1] as string).replace(/\\(?=[^\w\s])/g, ''))))
}

describe('docs/reference', () => {
  test('has every page, and no other file', () => {
    expect(filesIn(join(docs, 'reference'))).toEqual([...pages.keys()].sort())
  })

  test('says what the data says now (otherwise: npm run build && npm run docs)', () => {
    const stale = [...pages].filter(([path, text]) => {
      const file = join(docs, 'reference', path)
      return !existsSync(file) || readFileSync(file, 'utf8') !== text
    })
    expect(stale.map(([path]) => path)).toEqual([])
  })

  test('has a page for every rule, check, mitigation and technique', () => {
    const { catalog, rules, checks } = library
    expect(rules.rules.length).toBeGreaterThan(250)
    expect(pages.size).toBe(2 + rules.rules.length + checks.length + catalog.mitigations.size + catalog.techniques.size)
  })

  test('every page can be reached from the index', () => {
    const seen = new Set(['README.md'])
    for (const path of seen) {
      for (const link of linksOf(pages.get(path) ?? '')) {
        const target = posix.join(posix.dirname(path), link.split('#')[0] as string)
        if (pages.has(target)) seen.add(target)
      }
    }
    expect([...pages.keys()].filter((path) => !seen.has(path))).toEqual([])
  })

  test('every block of YAML says what it was made from', () => {
    for (const { entry } of library.rules.rules) {
      const page = pages.get(docsPath('rule', entry.id)) as string
      const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => parse(text as string))
      const { subject, when } = entry
      expect(blocks[0]).toEqual(when === undefined ? { subject } : { subject, when })
      const systems = library.examples[entry.id]?.examples.map(({ system }) => system) ?? []
      expect(systems.length).toBeGreaterThan(0)
      expect(blocks.slice(1, 1 + systems.length)).toEqual(systems)
      expect(blocks.at(-2).decisions[0].technique).toBe(entry.technique)
      expect(blocks.at(-1)).toEqual({ rules: [{ id: entry.id, off: true }] })
    }
  })

  test('a technique tells what its rules accept apart from what ATLAS links beside it', () => {
    const page = pages.get(docsPath('technique', 'AML.T0048.004')) as string
    const [accepted, linked] = page.split('Linked by ATLAS, and accepted by no rule.')
    expect(accepted).toMatch(/AML\.M0017\.md\): prevents, for \[`own-model-ships-to-devices`\]/)
    expect(accepted).not.toContain('AML.M0012.md')
    expect(linked).toContain('AML.M0012.md')
  })

  test('every technique says which rules judge it, or why none does', () => {
    for (const id of library.catalog.techniques.keys()) {
      const page = pages.get(docsPath('technique', id)) as string
      expect(
        [page.includes('\n## Rules\n'), page.includes('\n## Why no rule judges it\n')].filter(Boolean),
      ).toHaveLength(1)
    }
  })

  test('every name near misses are told by says what is changed', () => {
    for (const [path, page] of pages) {
      if (path.startsWith('rules/')) expect(page, path).not.toMatch(/^- .*: $/m)
    }
  })
})

describe('links in docs', () => {
  const files = filesIn(docs).filter((path) => path.endsWith('.md'))
  const texts = new Map(files.map((path) => [join(docs, path), readFileSync(join(docs, path), 'utf8')]))

  test('are found', () => expect([...texts.values()].flatMap(linksOf).length).toBeGreaterThan(1000))

  test('lead to files that are there, and to headings in them', () => {
    const broken: string[] = []
    const anchors = new Map<string, Set<string>>()
    for (const [file, text] of texts) {
      for (const link of linksOf(text).filter((target) => !/^[a-z]+:/.test(target))) {
        const [path, heading] = link.split('#') as [string, string | undefined]
        const target = path === '' ? file : join(dirname(file), path)
        if (!anchors.has(target) && existsSync(target)) {
          anchors.set(target, target.endsWith('.md') ? anchorsOf(readFileSync(target, 'utf8')) : new Set())
        }
        const known = anchors.get(target)
        if (!known || (heading !== undefined && !known.has(heading))) broken.push(`${file}: ${link}`)
      }
    }
    expect(broken).toEqual([])
  })

  test('of a finding lead to the pages', () => {
    const base = 'https://github.com/atlaslint/atlaslint/blob/main/'
    for (const [kind, id] of [
      ['rule', library.rules.rules[0]?.entry.id],
      ['check', 'unknown-fact'],
      ['mitigation', 'AML.M0020'],
      ['technique', 'AML.T0051.001'],
    ] as const) {
      const url = docsUrl(kind, id ?? '')
      expect(url.startsWith(base)).toBe(true)
      expect(existsSync(join(root, url.slice(base.length))), url).toBe(true)
    }
  })
})
