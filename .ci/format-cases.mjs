/** Reports to validate: what the program writes in every format about manifests of every sort, in a folder with hostile names. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const formats = {
  json: 'json',
  sarif: 'sarif',
  junit: 'junit.xml',
  github: 'github.txt',
  gitlab: 'gitlab.json',
  checkstyle: 'checkstyle.xml',
  rdjson: 'rdjson.json',
  azure: 'azure.txt',
  teamcity: 'teamcity.txt',
  markdown: 'md',
  csv: 'csv',
}

/** Everything that could mean something to one of the consumers. */
export const hostile =
  '::error file=x::a\n::error::b\r##[add-mask]c ##vso[task.complete result=Failed;]d\n##teamcity[buildStop comment=\'e\'] |n |0x000a %0A %25 ;] ' +
  '<b a="c">&amp;&#1;]]> [x](javascript:alert(1)) \\ `code` | cell | @everyone #1 GH-2 https://evil.example =1+1 "quoted", \u001b[31m \u009b ' +
  '\u202e \u2028 \ufffe {0} {{1}} \u{1f680} \u65e5\u672c'

/** JSON in ASCII: YAML takes escapes of characters that it does not take as they are. */
export function ascii(value) {
  return JSON.stringify(value, undefined, 1).replace(
    /[^\x20-\x7e\n]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

export function manifestWith(text) {
  return {
    atlaslint: 1,
    system: { name: text, description: text, owner: 'team' },
    owners: { team: { name: text, contact: text } },
    zones: { out: { trust: 'untrusted', description: text } },
    data: { notes: { classification: 'restricted', personal: true, kind: 'knowledge', origin: text } },
    components: {
      stranger: { kind: 'outsider', zone: 'out', name: text },
      mailbox: { kind: 'channel', 'writable-by': ['anyone'], name: text },
      agent: { kind: 'agent', autonomy: 'autonomous', exposure: 'public', auth: 'none', name: text },
      sender: { kind: 'tool', can: ['send-messages', 'run-code'], name: text },
      model: { kind: 'llm', name: text },
      index: { kind: 'vector-store', holds: ['notes'], name: text },
    },
    flows: [
      { from: 'stranger', to: 'mailbox', carries: ['message'], description: text },
      { from: 'mailbox', to: 'agent', carries: ['message'] },
      { from: 'index', to: 'agent', carries: ['notes'] },
      { from: 'agent', to: 'model', carries: ['prompt'], returns: ['completion', 'tool-call'] },
      { from: 'agent', to: 'sender', carries: ['tool-call'], returns: ['tool-result'] },
    ],
    decisions: ['AML.T0086', 'AML.T0051', 'AML.T0053', 'AML.T0057', 'AML.T0080'].map((technique) => ({
      technique,
      on: 'agent',
      treatment: 'accept',
      reason: text,
      owner: 'team',
      'approved-by': text,
      expires: '2026-12-31',
    })),
  }
}

const clean = `atlaslint: 1
system: { name: Payroll, owner: hr, reviewed: 2026-01-01 }
owners: { hr: { contact: hr@example.com } }
zones: { prod: { trust: internal, owner: hr } }
components:
  clerk: { kind: staff, zone: prod, owner: hr }
  payroll: { kind: app, zone: prod, owner: hr }
flows:
  - { from: clerk, to: payroll, carries: [file] }
`

/** Writes the manifests and runs the program; returns `{ name, files }` where `files` holds a path for each format. */
export function makeCases(root, work) {
  const write = (path, text) => {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
  cpSync(join(root, 'examples'), join(work, 'in/examples'), { recursive: true })
  write("in/hostile/we[ird] #1 %41 & 'q' <b> ;x,y.ai-system.yaml", ascii(manifestWith(hostile)))
  write('in/hostile/\u00fcml\u00e4ut \u65e5\u672c/ai-system.yaml', ascii({ ...manifestWith(hostile), system: { name: `other ${hostile}` } }))
  write('in/invalid/ai-system.yaml', ascii({ atlaslint: 1, system: { [hostile]: 1 }, components: [] }))
  write('in/clean/ai-system.yaml', clean)
  return ['examples', 'hostile', 'invalid', 'clean'].map((name) => run(root, work, name))
}

function run(root, work, name) {
  const files = Object.fromEntries(Object.entries(formats).map(([format, end]) => [format, join(work, `${name}.${end}`)]))
  const targets = Object.entries(files).flatMap(([format, file]) => ['-f', `${format}=${file}`])
  const options = [...targets, '--now', '2026-06-01', '--path-base', '.', '--no-summary', '--sarif-suppressed', '--sarif-line-hash']
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/atlaslint.js'), 'lint', '.', ...options], {
    cwd: join(work, 'in', name),
    encoding: 'utf8',
  })
  const expected = name === 'clean' ? 0 : 1
  if (status !== expected) throw new Error(`${name}: exit code ${status} instead of ${expected}: ${stderr}`)
  const [report, { runs }] = [files.json, files.sarif].map((file) => JSON.parse(readFileSync(file, 'utf8')))
  const judged = report.manifests.every((manifest) => manifest.judged)
  if (judged === (name === 'invalid')) throw new Error(`${name}: ${judged ? '' : 'not '}all manifests are valid`)
  return { name, files, findings: findingsOf(report, titles(root, runs[0].tool.driver.rules)) }
}

/** What a finding is about: the technique as the catalog calls it; of a check, its own title. */
function titles(root, rules) {
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin/atlaslint.js'), 'catalog', 'list', '--json'], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  const techniques = new Map(JSON.parse(stdout).techniques.map(({ id, name }) => [id, `${id} ${name}`]))
  // A sentence there.
  const checks = new Map(rules.map(({ id, shortDescription }) => [id, shortDescription.text.replace(/\.$/, '')]))
  return ({ rule, technique }) => (technique === undefined ? checks.get(rule) : techniques.get(technique))
}

/** What every consumer has to show of each finding, in words that are harmless in a log. */
function findingsOf(report, titleOf) {
  return report.manifests.flatMap(({ file, findings }) =>
    findings.map((finding) => {
      const { rule, technique, severity, at, message, fix, why } = finding
      const title = titleOf(finding)
      const said = harmless(message)
      return {
        code: technique === undefined ? rule : `${rule}:${technique}`,
        technique,
        file,
        ...at,
        severity,
        title,
        message: said,
        text: technique === undefined ? said : `${title}: ${said}`,
        fix: harmless(fix),
        why,
      }
    }),
  )
}

/** Restated apart from the program: what cannot be seen is spelled out, and what a build server would obey is broken. */
function harmless(text) {
  return text
    .trim()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
      const code = character.codePointAt(0)
      const letter = { 9: 't', 10: 'n', 13: 'r' }[code]
      return `\\${letter ?? (code < 256 ? `x${code.toString(16).padStart(2, '0')}` : `u${code.toString(16).padStart(4, '0')}`)}`
    })
    .replace(/##(?=[a-z]*\[)/gi, '#\\#')
    .replace(/(^|\s)::/g, '$1:\\:')
}
