import type { Report } from '../../src/report/report.ts'
import { sampleExposure, sampleFinding, sampleManifest, sampleReport } from '../report/sample.ts'

/** Text that somebody could put anywhere to be obeyed, to vanish, or to look like something else. */
export const payloads = [
  '::error file=a::owned',
  '  ::set-output name=a::b',
  '\n::error::x',
  '\r##[add-mask]x',
  '###[error]',
  '#\u200b#[error]',
  '\u00a0::warning::nbsp',
  '\u3000::warning::ideographic',
  '%0A::error::x',
  '##vso[task.setvariable variable=a]b',
  ';type=error;]##vso[task.complete result=Succeeded;]',
  "##teamcity[buildStatus text='x']",
  "']\n##teamcity[testFailed name='x' message='|']",
  '|0x000a|n|r',
  '</message><x y="',
  ']]><!-- & &amp; &#10; -->',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '| cell | `code` | \\| ',
  '@everyone #1 !2 $3 ~bug %4 GH-5 https://evil.example www.evil.example a@evil.example',
  '=HYPERLINK("https://evil.example")',
  '+1+cmd|x',
  '\uff1dSUM(A1)',
  '-2+3',
  '"quoted", and\ttabbed',
  '\u001b[2J\u001b]8;;http://evil\u0007click',
  '\u009b31m\u0085\u2028\u2029',
  'a\u0000b\u007f',
  '\u202egnp.exe\u200b\u{e0041}',
  '\ufffe\uffff\ud800\udc00\ud800',
  '../../%2e%2e/etc/passwd?x#y',
  'C:\\temp\\x',
  '{0} {{x}} $(id) `id`',
  '__proto__',
  '日本語 🚀 größe',
]

/** A report in which everything that a manifest, a rule file or a file name can say is the same text. */
export function hostileReport(text: string): Report {
  const step = { from: text, to: text, via: text, backward: false, words: [text], crosses: true }
  const exposure = sampleExposure({
    rule: text,
    message: text,
    subject: { type: 'component', id: text },
    path: [step],
    assumptions: [{ on: text, field: text }],
    controls: [{ control: text, effect: 'cuts', on: [text] }],
    wayAround: text,
    alsoRaisedBy: [text],
  })
  const at = sampleFinding().at
  const finding = sampleFinding({
    rule: text,
    message: text,
    why: text,
    fix: text,
    path: [text, text],
    subject: { type: 'component', id: text },
    related: [{ at, note: text }],
  })
  const decision = { technique: 'AML.T0044', treatment: 'accept', reason: text, owner: text, expires: text } as const
  const manifest = sampleManifest({
    file: text,
    system: text,
    findings: [
      finding,
      { ...finding, severity: 'medium' },
      { ...finding, severity: 'low', technique: 'AML.T0013' },
      sampleFinding({ rule: text, message: text, kind: 'check', severity: 'low', related: [] }),
      { ...finding, kind: 'input', baselined: true },
    ],
    exposures: [exposure, { ...exposure, status: 'accepted', decision: 0 }, { ...exposure, status: 'mitigated' }],
    decisions: [{ ...decision, at, state: 'counts' }],
    text: `${text}\n`.repeat(12),
  })
  const words = { title: text, why: text, fix: text, bundled: false }
  const report = sampleReport([manifest, sampleManifest({ file: `${text}2`, findings: [], exposures: [] })])
  const names = Object.fromEntries(Object.keys(report.catalog.names ?? {}).map((id) => [id, text]))
  const catalog = { ...report.catalog, release: text, names, notJudged: [text] }
  return { ...report, catalog, rules: { [text]: words } }
}
