/** What the programs that read our formats make of them, restated from their documentation: strict, and written apart from the formats. */

/** One thing that a consumer would show. */
export interface Shown {
  readonly code: string
  readonly file: string
  readonly line: number
}

/** A line as GitHub's runner sees it: lone carriage returns end lines, too. */
export const runnerLines = (log: string) => log.split(/\r\n|[\r\n]/)

export interface WorkflowCommand {
  readonly command: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** Everything in a log that GitHub's runner obeys: `::command` at the trimmed start of a line, `##[command]` anywhere in it. */
export function workflowCommands(log: string): WorkflowCommand[] {
  return runnerLines(log).flatMap((line): WorkflowCommand[] => {
    const [, head, data = ''] = /^\s*::(.*?)::(.*)$/su.exec(line) ?? []
    if (head !== undefined) {
      const [command = '', ...rest] = head.split(' ')
      const pairs = rest
        .join(' ')
        .split(',')
        .filter((pair) => pair !== '')
        .map((pair) => [pair.slice(0, pair.indexOf('=')), decodeProperty(pair.slice(pair.indexOf('=') + 1))])
      return [{ command, properties: Object.fromEntries(pairs), data: decodeData(data) }]
    }
    return /##\[/.test(line) ? [{ command: 'forged', properties: {}, data: line }] : []
  })
}

const decodeData = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
const decodeProperty = (text: string) => decodeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))

/** Everything that an agent of Azure Pipelines obeys: the first `##vso[…]` of a line, wherever it stands. */
export function loggingCommands(log: string): WorkflowCommand[] {
  return runnerLines(log).flatMap((line) => {
    const begin = line.toLowerCase().indexOf('##vso[')
    if (begin < 0) return []
    const end = line.indexOf(']', begin)
    const inner = line.slice(begin + 6, end)
    const space = inner.indexOf(' ')
    const pairs = inner
      .slice(space + 1)
      .split(';')
      .filter((pair) => pair !== '')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), decodeAzure(pair.slice(pair.indexOf('=') + 1))])
    const data = line.slice(end + 1)
    if (/##vso\[/i.test(data)) throw new Error(`a second command in one line: ${line}`)
    return [{ command: inner.slice(0, space), properties: Object.fromEntries(pairs), data: decodeAzure(data) }]
  })
}

const decodeAzure = (text: string) =>
  text
    .replaceAll('%3B', ';')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%5D', ']')
    .replaceAll('%AZP25', '%')

/** Service messages of TeamCity, unescaped; throws where one is malformed. */
export function serviceMessages(log: string): WorkflowCommand[] {
  return runnerLines(log)
    .filter((line) => line.includes('##teamcity['))
    .map((line) => {
      const [, command, inner] =
        /^##teamcity\[(\w+)((?: \w+='(?:[^|'\n\r[\]]|\|[|'nrxlp[\]]|\|0x[0-9a-f]{4})*')*)\]$/u.exec(line) ?? []
      if (command === undefined || inner === undefined) throw new Error(`malformed: ${line}`)
      const pairs = [...inner.matchAll(/ (\w+)='((?:[^|']|\|.)*)'/gu)].map(([, name, value]) => [
        name,
        decodeBars(value ?? ''),
      ])
      return { command, properties: Object.fromEntries(pairs), data: '' }
    })
}

const decodeBars = (text: string) =>
  text.replace(/\|(?:0x([0-9a-f]{4})|(.))/g, (_, code?: string, plain?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return ({ n: '\n', r: '\r' } as Record<string, string>)[plain ?? ''] ?? plain ?? ''
  })

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** XML 1.0 without namespaces, doctypes, comments and CDATA, which we never write; throws at everything else. */
export function parseXml(document: string): XmlElement {
  if (!/^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(document))
    throw new Error('a character that XML forbids')
  const body = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  if (body === document) throw new Error('no declaration')
  const root = { name: '', attributes: {}, children: [] as XmlElement[], text: '' }
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [root]
  const token = /<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/gy
  for (let at = 0; at < body.length; at = token.lastIndex) {
    token.lastIndex = at
    const match = token.exec(body)
    if (match === null) throw new Error(`malformed at ${body.slice(at, at + 40)}`)
    const [, closing, name = '', attributes = '', empty, text] = match
    const here = open.at(-1) as (typeof open)[number]
    if (text !== undefined) here.text += decodeXml(text)
    else if (closing) {
      if (here.name !== name) throw new Error(`</${name}> closes <${here.name}>`)
      open.pop()
    } else {
      const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(
        ([, key = '', value = '']) => [key, decodeXml(value)] as const,
      )
      if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error('an attribute twice')
      const element = { name, attributes: Object.fromEntries(pairs), children: [] as XmlElement[], text: '' }
      here.children.push(element)
      if (!empty) open.push(element)
    }
  }
  const [only, second] = root.children
  if (open.length !== 1 || only === undefined || second !== undefined || root.text.trim() !== '')
    throw new Error('not one element')
  return only
}

function decodeXml(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`a bare ampersand: ${text}`)
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replace(/&(\w+);/g, (_, name: string) => entities[name] as string)
}

/** Rows of a CSV file as RFC 4180 has them. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  const cell = /("(?:[^"]|"")*"|[^",\n]*)(,|\n)/y
  let row: string[] = []
  for (let at = 0; at < text.length; at = cell.lastIndex) {
    cell.lastIndex = at
    const match = cell.exec(text)
    if (match === null) throw new Error(`malformed at ${text.slice(at, at + 40)}`)
    const [, value = '', end] = match
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === '\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}

/** The cells of every row of the first table below a heading; a `|` that is no border stands behind a backslash. */
export function tableBelow(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n')
  const begin = lines.indexOf(heading)
  if (begin < 0) return []
  const end = lines.indexOf('', begin + 2)
  const rows = lines.slice(begin + 4, end < 0 ? undefined : end).filter((line) => line !== '')
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** What GitHub shows for a text with our escapes. */
export function shownMarkdown(cell: string): string {
  return cell
    .replace(/`([^`])`/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
}
