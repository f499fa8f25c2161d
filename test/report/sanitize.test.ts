import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reporters, textReporterNames } from '../../src/report/reporters.ts'
import { sanitize } from '../../src/report/sanitize.ts'
import { sampleExposure, sampleFinding, sampleManifest, sampleReport } from './sample.ts'

/** What the three build servers take for a command, restated from their documentation. */
const commands = [/^\s*::/u, /##\[/, /##vso\[/i, /##teamcity\[/i]
const obeyed = (text: string) =>
  text.split(/\r\n|[\r\n\u2028\u2029\u0085]/u).filter((line) => commands.some((command) => command.test(line)))
/** Anything that moves the cursor, reorders text or cannot be seen; line feeds are ours. */
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

const payloads = [
  '::error file=a::owned',
  '  ::set-output name=a::b',
  '\n::error::x',
  '\r##[add-mask]x',
  '###[error]',
  '##vso[task.setvariable variable=a]b',
  "##teamcity[buildStatus text='x']",
  '#\u200b#[error]',
  '\u00a0::warning::nbsp',
  '\u3000::warning::ideographic',
  '\u001b[2J\u001b]8;;http://evil\u0007click',
  '\u009b31m',
  '\u202egnp.exe',
  '\u{e0041}\u{e0042}',
  '\ud800',
  'a\u0000b\u007f\u0085\u2028\u2029',
]

describe('sanitize', () => {
  test('leaves ordinary text alone, also outside ASCII', () => {
    for (const text of ['a -> b: c', 'Größe 日本語 🚀', 'a::b', '# note', '## heading'])
      expect(sanitize(text)).toBe(text)
  })

  test('spells out what cannot be seen', () => {
    expect(sanitize('a\n\t\r\u001b\u0085\u202e\u{e0041}\ud800z')).toBe('a\\n\\t\\r\\x1b\\x85\\u202e\\u{e0041}\\ud800z')
  })

  test('breaks commands visibly', () => {
    expect(sanitize('::error::x')).toBe(':\\:error::x')
    expect(sanitize('see ##[error]x')).toBe('see #\\#[error]x')
    expect(sanitize('##VSO[x]')).toBe('#\\#VSO[x]')
  })

  test('never lets anything through, and a second pass changes nothing', () => {
    const piece = fc.oneof(
      fc.constantFrom(...payloads, ':', '::', '#', '##', '[', 'vso[', ' ', '\n'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const safe = sanitize(text)
          expect(safe).not.toMatch(unseen)
          expect(obeyed(safe)).toEqual([])
          expect(sanitize(safe)).toBe(safe)
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** A report in which everything that a manifest or a file name can say is the same hostile text. */
function hostile(text: string) {
  const step = { from: text, to: text, via: text, backward: false, words: [text], crosses: true }
  const exposure = sampleExposure({
    message: text,
    subject: { type: 'component', id: text },
    path: [step],
    assumptions: [{ on: text, field: text }],
    controls: [{ control: text, effect: 'cuts', on: [text] }],
    wayAround: text,
    alsoRaisedBy: [text],
  })
  const finding = sampleFinding({
    rule: text,
    message: text,
    why: text,
    fix: text,
    path: [text, text],
    subject: { type: 'component', id: text },
    related: [{ at: sampleFinding().at, note: text }],
  })
  const other = sampleFinding({ ...finding, severity: 'low', technique: 'AML.T0013' })
  const manifest = {
    file: text,
    system: text,
    findings: [finding, finding, other, other, other, other],
    exposures: [exposure],
  }
  return sampleReport([sampleManifest({ ...manifest, text: `${text}\n`.repeat(9) }), sampleManifest({ file: text })])
}

/** These three are commands; `test/formats` holds them to be exactly their own. */
const commandFormats: readonly string[] = ['github', 'azure', 'teamcity']

describe.each(textReporterNames.filter((name) => !commandFormats.includes(name)))('%s', (name) => {
  const options = { color: false, unicode: true, quiet: false }
  const check = (text: string, width: number) => {
    const output = reporters[name](hostile(text), { ...options, width })
    expect(output).not.toMatch(unseen)
    expect(obeyed(output)).toEqual([])
  }

  test.each(payloads)('obeys nothing in %j', (payload) => {
    for (const width of [20, 80, 120]) check(`word ${payload} word`, width)
    check(payload, 80)
  })

  test('obeys nothing in anything', () => {
    const piece = fc.oneof(
      fc.constantFrom(...payloads, ' ', '::', '##', 'word'),
      fc.string({ unit: 'binary', maxLength: 9 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 20, max: 120 }), (pieces, width) =>
        check(pieces.join(''), width),
      ),
      { numRuns: 100 },
    )
  })
})
