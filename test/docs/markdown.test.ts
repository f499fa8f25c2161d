import { describe, expect, test } from 'vitest'
import { anchor, code, fenced, table, text } from '../../src/docs/markdown.ts'

describe('text', () => {
  test.each([
    ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
    ['[a](javascript:x)', '\\[a\\](javascript:x)'],
    ['*bold* _it_ ~no~ a|b', '\\*bold\\* \\_it\\_ \\~no\\~ a\\|b'],
    ['costs $5 and $6', 'costs \\$5 and \\$6'],
    ['C&amp;C', 'C\\&amp;C'],
    ['back\\slash', 'back\\\\slash'],
    ['one\n  two', 'one two'],
    ['- no list', '\\- no list'],
    ['1. no list', '1\\. no list'],
    ['5.0.0', '5.0.0'],
    ['# no heading', '\\# no heading'],
    ['an odd ` backtick', 'an odd \\` backtick'],
  ])('%s stays what it is', (plain, markdown) => expect(text(plain)).toBe(markdown))

  test('code in backticks stays code', () => {
    expect(text('Write `a_b: [*]` so_so')).toBe('Write `a_b: [*]` so\\_so')
  })

  test('a short id is an id, within a word it is none', () => {
    expect(text('(M0020), XM0020', (id) => `[${id}]`)).toBe('([M0020]), XM0020')
  })

  test('ids become links outside code only', () => {
    const link = (id: string) => (id === 'AML.T0051' ? `[${id}](x)` : undefined)
    expect(text('AML.T0051, AML.T0051.001 and `AML.T0051`', link)).toBe('[AML.T0051](x), AML.T0051.001 and `AML.T0051`')
  })
})

test('code may hold backticks', () => {
  expect(code('a`b')).toBe('``a`b``')
  expect(code('`a')).toBe('`` `a ``')
})

test('a block of code cannot be ended from inside', () => {
  expect(fenced('yaml', 'a: |\n  ```\n')).toMatch(/^````yaml\n/)
})

test('a cell cannot be ended from inside, by code neither', () => {
  expect(table(['a'], [[code('x|y')], [text('x|y')]])).toBe('| a |\n| --- |\n| `x\\|y` |\n| x\\|y |')
})

test('anchors are those that GitHub makes', () => {
  expect(anchor('When is a technique mitigated?')).toBe('when-is-a-technique-mitigated')
  expect(anchor('AI Model Access')).toBe('ai-model-access')
})
