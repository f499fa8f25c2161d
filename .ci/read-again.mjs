/** Gives checkstyle, gitlab, rdjson and teamcity to what others wrote for them, and holds what they make of it against the findings. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** How they call our severities; violations-lib has three of its own. */
const severities = {
  checkstyle: { critical: 'ERROR', high: 'ERROR', medium: 'WARN', low: 'INFO' },
  gitlab: { critical: 'ERROR', high: 'ERROR', medium: 'ERROR', low: 'WARN' },
  rdjson: { critical: 'ERROR', high: 'ERROR', medium: 'WARNING', low: 'INFO' },
  teamcity: { critical: 'ERROR', high: 'ERROR', medium: 'WARNING', low: 'WEAK WARNING' },
}

/** What violations-lib has to find; it takes no column from GitLab's format. XML cannot hold the last code points of a plane. */
const expected = {
  checkstyle: ({ code, file, line, column, severity, text, fix }) => ({
    code: `atlaslint.${code}`,
    column,
    file,
    line,
    message: `${text} Fix: ${fix}`.replace(/[\ufffe\uffff]/g, '\ufffd'),
    severity: severities.checkstyle[severity],
  }),
  gitlab: ({ code, file, line, severity, text }) => ({
    code,
    column: -1,
    file,
    line,
    message: text,
    severity: severities.gitlab[severity],
  }),
}

const sorted = (values) => values.map((value) => JSON.stringify(value)).sort()

export function readAgain(kit) {
  violations(kit)
  codeClimate(kit)
  rdjson(kit)
  teamcity(kit)
}

/** A library of parsers for what linters write, taken out of a program that is built on it. */
function violations({ cases, tools, versionOf, step, program, same, fail }) {
  const bundle = 'violation-comments-to-github-command-line'
  const jar = join(tools, 'node_modules', bundle, 'build/libs', `${bundle}-${versionOf(bundle)}.jar`)
  for (const [format, parser] of [['checkstyle', 'CHECKSTYLE'], ['gitlab', 'CODECLIMATE']]) {
    const pairs = cases.flatMap(({ files }) => [parser, files[format]])
    const { status, stdout, stderr } = program('java', ['-cp', jar, join(here, 'ReadViolations.java'), ...pairs])
    const reports = status === 0 ? JSON.parse(stdout) : undefined
    step(`${format}: violations-lib as in ${bundle}`, versionOf(bundle), ({ name, findings }) => {
      if (reports === undefined) return fail(name, stderr)
      const read = reports[cases.findIndex((one) => one.name === name)]
      same(name, sorted(read), sorted(findings.map(expected[format])))
    })
  }
}

/** The reports become literals of the published types. Of the optional fields GitLab needs two; of the others it does not read `type`. */
function codeClimate({ tools, versionOf, step, program, same, fail }) {
  step('gitlab: the types of codeclimate-types', versionOf('codeclimate-types'), ({ name, files, findings }) => {
    const report = readFileSync(files.gitlab, 'utf8')
    const source = join(tools, `${name}.gitlab.ts`)
    writeFileSync(
      source,
      `import type { Issue } from 'codeclimate-types'
type Needed = Required<Pick<Issue, 'fingerprint' | 'severity'>>
export const entries: (Omit<Issue, 'type' | keyof Needed> & Needed)[] = ${report}`,
    )
    const options = ['--noEmit', '--strict', '--ignoreConfig', '--module', 'nodenext', '--types', '']
    const { status, stdout } = program(join(here, '../node_modules/.bin/tsc'), [...options, source])
    if (status !== 0) return fail(name, stdout)
    // GitLab shows one entry of each.
    const fingerprints = new Set(JSON.parse(report).map(({ fingerprint }) => fingerprint))
    same(`${name}, unique fingerprints`, fingerprints.size, findings.length)
  })
}

function rdjson({ load, versionOf, step, same, fail }) {
  const library = '@umbrelladocs/rdformat-validator'
  const { Validator, parseString } = load(library)
  step(`rdjson: ${library}, strict,`, versionOf(library), ({ name, files, findings }) => {
    const { data, errors: mistakes = [] } = parseString(readFileSync(files.rdjson, 'utf8'))
    const { errors } = new Validator({ strictMode: true, allowExtraFields: false }).validate(data)
    for (const { path, message } of [...mistakes, ...errors].slice(0, 5)) fail(name, `${path} ${message}`)
    const read = (data?.diagnostics ?? []).map(({ code, location: { path, range } = {}, severity, message }) => ({
      code: code?.value,
      path,
      range,
      severity,
      message,
    }))
    same(name, sorted(read), sorted(findings.map(diagnostic)))
  })
}

/** Columns are bytes there; in front of a finding stands nothing but ASCII in these manifests. */
function diagnostic({ code, file, line, column, endLine, endColumn, severity, text, fix }) {
  return {
    code,
    path: file,
    range: { start: { line, column }, end: { line: endLine, column: endColumn } },
    severity: severities.rdjson[severity],
    message: `${text}\nFix: ${fix}`,
  }
}

/** No reader of service messages can be had from npm or Debian; a writer of others has to write the same about the same. */
function teamcity({ load, versionOf, step, same }) {
  const library = 'teamcity-service-messages'
  const writer = load(library)
  writer.stdout = false
  writer.autoFlowId = false
  // It always adds a time, and leaves to the encoding of the log what is not ASCII.
  const written = (kind, values) =>
    writer[kind]({ ...values, timestamp: '-' })
      .replace(" timestamp='-'", '')
      .replace(/[^\x20-\x7e]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  step(`teamcity: what ${library}`, `${versionOf(library)} writes for the same`, ({ name, files, findings }) => {
    const pages = new Map(JSON.parse(readFileSync(files.rdjson, 'utf8')).diagnostics.map(({ code }) => [code.value, code.url]))
    const told = new Set()
    const lines = findings.flatMap((finding) => {
      const { code, technique, file, line, severity, title, message, fix, why } = finding
      const first = !told.has(code)
      told.add(code)
      const category = technique === undefined ? 'AI system manifest' : 'MITRE ATLAS'
      const description = [why ?? title, pages.get(code) ?? []].flat().join(' ')
      const type = { id: code, name: title, description, category }
      const place = { file, line, SEVERITY: severities.teamcity[severity] }
      return [
        ...(first ? [written('inspectionType', type)] : []),
        written('inspection', { typeId: code, message: `${message} Fix: ${fix}`, ...place }),
      ]
    })
    same(name, readFileSync(files.teamcity, 'utf8').split('\n').slice(0, -1), lines)
  })
}
