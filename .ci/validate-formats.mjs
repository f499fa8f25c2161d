/**
 * Gives every output format to programs and schemas that others wrote. `node .ci/validate-formats.mjs <folder>`: the folder holds the
 * packages of .ci/validators.json; Java, xmllint, cmark-gfm and python3-junitparser come from Debian. A validator that is missing is an error.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { makeCases } from './format-cases.mjs'
import { readAgain } from './read-again.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const tools = resolve(process.argv[2] ?? '.')
const work = mkdtempSync(join(tmpdir(), 'atlaslint-formats-'))
const load = createRequire(join(tools, 'package.json'))
const read = (file) => readFileSync(file, 'utf8')
const versionOf = (name) => JSON.parse(read(join(tools, 'node_modules', name, 'package.json'))).version

let failures = 0

function fail(what, text) {
  failures += 1
  console.error(`  ${what}: ${String(text).slice(0, 2000)}`)
}

/** Of two lists of one length, shows the first pair that differs. */
function same(what, actual, expected) {
  const [ones, others] = [actual, expected].map((value) => [value].flat().map((part) => JSON.stringify(part)))
  if (ones.length !== others.length) return fail(what, `${ones.length} instead of ${others.length}: ${ones} instead of ${others}`)
  const differing = ones.flatMap((one, index) => (one === others[index] ? [] : [index]))
  if (differing.length === 0) return
  const [first] = differing
  fail(`${what}, ${first + 1} (${differing.length} differ)`, `${ones[first].slice(0, 900)} instead of ${others[first].slice(0, 900)}`)
}

/** Runs a program; one that is not there ends everything. */
function program(name, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 1e9, ...options })
  if (error) throw new Error(`${name} is missing: ${error.message}`)
  return { status, stdout, stderr }
}

function step(name, version, check) {
  const before = failures
  for (const one of cases) check(one)
  console.log(`${failures === before ? 'ok' : 'FAILED'}  ${name} ${version}`)
}

const keys = (findings) => findings.map(({ code, file, line }) => `${code} ${file}:${line}`).sort()

const cases = makeCases(resolve(here, '..'), work)

const { default: Ajv2020 } = await import(pathToFileURL(load.resolve('ajv/dist/2020.js')).href)
const { default: addFormats } = await import(pathToFileURL(load.resolve('ajv-formats')).href)
const { Validator } = load('jsonschema')

function ajvCheck(schemaOf) {
  const ajv = new (Ajv2020.default ?? Ajv2020)({ strict: false, allErrors: true })
  ;(addFormats.default ?? addFormats)(ajv)
  const validate = ajv.compile(schemaOf)
  return (what, file) => {
    if (!validate(JSON.parse(read(file)))) fail(what, ajv.errorsText(validate.errors?.slice(0, 5)))
  }
}

const multitool = join(tools, 'node_modules/@microsoft/sarif-multitool-linux')
const sarifSchema = JSON.parse(read(join(multitool, 'sarif-2.1.0.json')))

const checkSarif = ajvCheck(sarifSchema)
step('sarif: schema of sarif-multitool, by ajv', versionOf('ajv'), ({ name, files }) => checkSarif(name, files.sarif))

step('sarif: the same schema, by jsonschema as in GitHub\'s upload action,', versionOf('jsonschema'), ({ name, files }) => {
  const { errors } = new Validator().validate(JSON.parse(read(files.sarif)), sarifSchema)
  if (errors.length > 0) fail(name, errors.slice(0, 5).join('; '))
})

// The package makes it executable when it is installed, which we do without its scripts. Its exit code says nothing.
chmodSync(join(multitool, 'Sarif.Multitool'), 0o755)
step('sarif: sarif-multitool, rules Sarif and Ghas,', versionOf('@microsoft/sarif-multitool-linux'), ({ name, files }) => {
  const output = join(work, `${name}.checked.sarif`)
  const args = ['validate', files.sarif, '--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite']
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
  const { stdout, stderr } = program(join(multitool, 'Sarif.Multitool'), [...args, '--level', 'Error;Warning;Note'], { env })
  let runs
  try {
    runs = JSON.parse(read(output)).runs
  } catch (error) {
    return fail(name, `${error.message}\n${stdout}${stderr}`)
  }
  const notifications = runs.flatMap(({ invocations }) => invocations.flatMap((one) => one.toolExecutionNotifications ?? []))
  for (const { level = 'warning', message } of notifications) if (level === 'error') fail(name, message.text)
  const results = runs.flatMap(({ results = [] }) => results)
  if (results.length === 0) fail(name, 'it looked at nothing: not even a note')
  for (const { level = 'warning', ruleId, message, locations } of results) {
    if (level === 'error' || level === 'warning') fail(name, `${level} ${ruleId} ${JSON.stringify(message)} ${JSON.stringify(locations?.[0])}`)
  }
})

const xmllint = program('xmllint', ['--version']).stderr.match(/version (\d+)/)?.[1]
step('junit: xmllint with junit-10.xsd,', xmllint, ({ name, files }) => {
  const { status, stderr } = program('xmllint', ['--noout', '--schema', join(here, 'schemas/junit-10.xsd'), files.junit])
  if (status !== 0) fail(name, stderr)
})

/** Debian's Python, which has the packages of Debian. */
const python = (code, args) => {
  const { status, stdout, stderr } = program('/usr/bin/python3', ['-c', code, ...args])
  if (status !== 0) throw new Error(`python: ${stderr}`)
  return JSON.parse(stdout)
}

const junitparser = `
import json, sys, junitparser
xml = junitparser.JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in xml for case in suite]
kinds = [type(result).__name__ for case in cases for result in case.result]
said = [case for case in cases if any(type(r).__name__ in ("Failure", "Error") for r in case.result) or case.system_out]
print(json.dumps({"tests": xml.tests, "failures": xml.failures, "errors": xml.errors, "cases": len(cases),
  "Failure": kinds.count("Failure"), "Error": kinds.count("Error"), "said": len(said)}))`
const junitparserVersion = python('import importlib.metadata as m; import json; print(json.dumps(m.version("junitparser")))', [])
step('junit: junitparser', junitparserVersion, ({ name, files, findings }) => {
  const { tests, failures: failed, errors, cases: counted, ...kinds } = python(junitparser, [files.junit])
  same(`${name}, totals`, [tests, failed, errors], [counted, kinds.Failure, kinds.Error])
  same(`${name}, findings`, kinds.said, findings.length)
})

readAgain({ cases, tools, load, versionOf, step, program, same, fail })

const { commandFromString } = load('azure-pipelines-task-lib/taskcommand')
step('azure: command parser of azure-pipelines-task-lib', versionOf('azure-pipelines-task-lib'), ({ name, files, findings }) => {
  const lines = read(files.azure).split('\n').filter((line) => line.includes('##vso['))
  const commands = lines.map(commandFromString)
  for (const { command, properties } of commands) {
    if (command !== 'task.logissue' || !['error', 'warning'].includes(properties.type)) fail(name, `${command} ${JSON.stringify(properties)}`)
  }
  const parsed = commands.map(({ properties: { code, sourcepath, linenumber } }) => ({ code, file: sourcepath, line: linenumber }))
  same(name, keys(parsed), keys(findings.filter(({ severity }) => severity !== 'low')))
  for (const [index, command] of commands.entries()) same(`${name}, round trip`, `${command}`, lines[index])
})

const { Command } = await producer()
step('github: what @actions/core', `${versionOf('@actions/core')} writes for the same`, ({ name, files }) => {
  const lines = read(files.github).split('\n').filter((line) => line.startsWith('::'))
  for (const line of lines) {
    const [, command, written, data] = /^::(\w+) (.*?)::(.*)$/u.exec(line) ?? []
    const properties = Object.fromEntries(written.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]))
    same(name, line, Command(command, unescaped(data), properties))
  }
})

/** The package prints; what it prints is taken away. */
async function producer() {
  const core = await import(pathToFileURL(join(tools, 'node_modules/@actions/core/lib/core.js')).href)
  const Command = (command, message, { title, file, line, endLine, col, endColumn }) => {
    let text = ''
    const write = process.stdout.write
    process.stdout.write = (part) => {
      text += part
      return true
    }
    const place = { title, file, startLine: line, endLine, startColumn: col, endColumn }
    core[command](message, place)
    process.stdout.write = write
    return text.trimEnd()
  }
  return { Command }
}

function unescaped(text) {
  return text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

const cmark = program('cmark-gfm', ['--version']).stdout.match(/\d[\w.]*/)?.[0]
step('markdown: cmark-gfm', cmark, ({ name, files, findings }) => {
  const { stdout } = program('cmark-gfm', ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '-e', 'tagfilter', files.markdown])
  const tags = new Set([...stdout.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag))
  for (const tag of tags) if (!['h2', 'h3', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'a', 'code'].includes(tag)) fail(name, `<${tag}>`)
  for (const [, address] of stdout.matchAll(/href="([^"]*)"/g)) if (!address.startsWith('https://github.com/atlaslint/atlaslint/')) fail(name, address)
  for (const [row] of stdout.matchAll(/<tr>[^]*?<\/tr>/g)) if (row.split(/<t[dh]>/).length !== 5) fail(name, row)
  const [, found = ''] = /<h3>Findings<\/h3>[^]*?<tbody>([^]*?)<\/tbody>/.exec(stdout) ?? []
  // A cell too many would push the rule, which ends the third, out of its place.
  const ends = found.split('<tr>').slice(1).map((row) => row.split('<td>')[3].replace(/<[^>]*>/g, '').trim())
  same(`${name}, rules`, ends.map((end) => /\((\S+)\)$/.exec(end)?.[1]).sort(), findings.map(({ code }) => code).sort())
  const plain = stdout.replace(/<code>[^<]*<\/code>/g, ' ').replace(/<[^>]*>/g, '')
  if (/(?:@|#|GH-|https?:\/\/)[\p{L}\p{N}]/u.test(plain.replace(/&#?\w+;/g, ' '))) fail(name, 'something is left that notifies or links')
})

const csvReader = `
import csv, json, sys
print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8"), strict=True))))`
step("csv: Python's csv", '', ({ name, files, findings }) => {
  const rows = python(csvReader, [files.csv])
  for (const row of rows) for (const cell of Object.values(row)) if (typeof cell !== 'string' || /^\s*[=+@-]/.test(cell)) fail(name, cell)
  const shown = rows.map(({ file, line, rule, technique }) => ({ file, line, code: technique === '' ? rule : `${rule}:${technique}` }))
  same(name, keys(shown), keys(findings))
})

rmSync(work, { recursive: true, force: true })
if (failures > 0) {
  console.error(`${failures} complaints`)
  process.exitCode = 1
}
