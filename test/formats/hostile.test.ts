import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reporters, type TextReporterName, textReporterNames } from '../../src/report/reporters.ts'
import { sanitize } from '../../src/report/sanitize.ts'
import { expectHarmless, expectOwnMarkup } from '../attacks/harmless.ts'
import {
  loggingCommands,
  parseCsv,
  parseXml,
  runnerLines,
  serviceMessages,
  shownMarkdown,
  tableBelow,
  workflowCommands,
  type XmlElement,
} from './consumers.ts'
import { hostileReport, payloads } from './hostile-report.ts'
import { options } from './real.ts'

/** Findings that are not in the baseline. */
const news = 4

/** Anything from outside, alone and between words. */
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(...payloads, ' ', ':', '##', '[', '|', "'", 'word'),
      fc.string({ unit: 'binary', maxLength: 9 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => text !== '')

/** Checks every payload, and then anything; the width of a terminal decides what begins a line. */
function forEverything(check: (text: string, width: number) => void): void {
  for (const payload of payloads) {
    check(payload, 80)
    for (const width of [20, 80, 120]) check(`word ${payload} word`, width)
  }
  fc.assert(fc.property(anything, fc.integer({ min: 20, max: 120 }), check), { numRuns: 150 })
}

const render = (name: TextReporterName, text: string, width = options.width) =>
  reporters[name](hostileReport(text), { ...options, width, suppressed: true, lineHash: true })

describe.each(textReporterNames)('%s', (name) => {
  test('shows no character that acts or hides, and gives no build server a command that is not its own', () => {
    forEverything((text, width) => expectHarmless(render(name, text, width), name))
  })

  const harmless = render(name, 'Harmless')
  test.runIf(harmless.startsWith('<'))('has no markup and no link but its own', () => {
    forEverything((text) => expectOwnMarkup(render(name, text), harmless))
  })
})

test('github: the commands are exactly those of the findings, and say what they say', () => {
  forEverything((text) => {
    const commands = workflowCommands(render('github', text))
    expect(commands.map(({ command }) => command)).toEqual(['error', 'warning', 'notice', 'notice'])
    for (const { properties, data } of commands) {
      expect(Object.keys(properties)).toEqual(['title', 'file', 'line', 'endLine', 'col', 'endColumn'])
      expect(properties.file).toBe(sanitize(text))
      expect(data.startsWith(sanitize(text.trim()).slice(0, 3000))).toBe(true)
    }
  })
})

test('azure: the commands are exactly those of the findings it has a type for', () => {
  forEverything((text) => {
    const output = render('azure', text)
    const commands = loggingCommands(output)
    expect(commands.map(({ command, properties }) => `${command} ${properties.type}`)).toEqual([
      'task.logissue error',
      'task.logissue warning',
    ])
    for (const { properties, data } of commands) {
      expect(Object.keys(properties)).toEqual(['type', 'sourcepath', 'linenumber', 'columnnumber', 'code'])
      expect(properties.sourcepath).toBe(sanitize(text))
      expect(data).toContain(sanitize(text.trim()))
    }
    expect(runnerLines(output)).toHaveLength(news + 1)
  })
})

test('teamcity: every line is a message of the two kinds, in ASCII, and the type comes first', () => {
  forEverything((text) => {
    const output = render('teamcity', text)
    expect(output).toMatch(/^[\n\x20-\x7e]*$/)
    const messages = serviceMessages(output)
    expect(messages).toHaveLength(output.split('\n').length - 1)
    const told = new Set<string | undefined>()
    for (const { command, properties } of messages) {
      if (command === 'inspectionType') told.add(properties.id)
      else {
        expect(told).toContain(properties.typeId)
        expect(properties.file).toBe(sanitize(text))
        expect(properties.message?.startsWith(sanitize(text.trim()).slice(0, 3000))).toBe(true)
      }
    }
  })
})

const elements = (root: XmlElement): XmlElement[] => [root, ...root.children.flatMap(elements)]

test('junit and checkstyle: the elements are ours, whatever the text', () => {
  forEverything((text) => {
    const junit = elements(parseXml(render('junit', text)))
    expect(new Set(junit.map(({ name }) => name))).toEqual(
      new Set(['testsuites', 'testsuite', 'testcase', 'failure', 'skipped', 'system-out']),
    )
    const cases = junit.filter(({ name }) => name === 'testcase')
    expect(new Set(cases.map(({ attributes: { name, classname } }) => `${classname}\n${name}`)).size).toBe(cases.length)
    const checkstyle = elements(parseXml(render('checkstyle', text)))
    expect(checkstyle.filter(({ name }) => name === 'error')).toHaveLength(news)
    expect(checkstyle.filter(({ name }) => name === 'file')).toHaveLength(2)
  })
})

test('markdown: a row has its cells, and no text becomes markup, a link or a mention', () => {
  forEverything((text) => {
    const output = render('markdown', text)
    for (const [heading, columns, rows] of [
      ['### Findings', 4, news],
      ['### Decided', 4, 1],
      ['### Known: in the baseline', 4, 1],
    ] as const) {
      const table = tableBelow(output, heading)
      expect(table).toHaveLength(rows)
      for (const row of table) expect(row).toHaveLength(columns)
    }
    // What is left when escaped characters and code are taken out is ours alone.
    const bare = output.replace(/\\[!-/:-@[-`{-~]|&#\d+;|`[^`]`/g, ' ')
    expect(bare).not.toMatch(/[<>&@\\`~]|[#!$%^][\p{L}\p{N}]|https?:(?!\/\/github\.com\/atlaslint\/)|www\.|GH-\d/iu)
    expect(shownMarkdown(tableBelow(output, '### Findings')[0]?.[3] ?? '')).toBe(sanitize(text.trim()).trim())
  })
})

test('csv: every row has all cells, and none of them is a formula', () => {
  forEverything((text) => {
    const [head, ...rows] = parseCsv(render('csv', text))
    expect(rows).toHaveLength(news + 1)
    for (const row of rows) {
      expect(row).toHaveLength(head?.length ?? 0)
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u)
    }
  })
})

test('the JSON formats are JSON, and files keep their exact names', () => {
  forEverything((text) => {
    const file = text.replace(/^(?:\.\/)+/, '')
    for (const { location } of JSON.parse(render('gitlab', text))) expect(location.path).toBe(file)
    for (const { location } of JSON.parse(render('rdjson', text)).diagnostics) expect(location.path).toBe(text)
    const [run] = JSON.parse(render('sarif', text)).runs
    for (const { locations } of run.results) {
      const { uri } = locations[0].physicalLocation.artifactLocation
      expect(uri).toMatch(/^(?:[\w.~/-]|%[0-9A-F]{2})+$/)
      expect(decodeURIComponent(uri)).toBe(
        file
          .replaceAll('\\', '/')
          .replace(/\p{Cs}/gu, '\ufffd')
          .replace(/^(?:\.\/)+/, ''),
      )
    }
  })
})

test('sarif: no text becomes a link, and no string is empty', () => {
  forEverything((text) => {
    const output = render('sarif', text)
    for (const message of messagesIn(JSON.parse(output))) {
      expect(message).not.toBe('')
      expect(message.replace(/\\[\\[\]]/g, '')).not.toMatch(/[[\]\\]/)
    }
  })
})

/** Every `text` of a message or description. */
function messagesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : messagesIn(inner),
  )
}
