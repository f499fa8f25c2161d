/** What each format's consumer would show of a report: one way to read each of them back. */

import {
  loggingCommands,
  parseCsv,
  parseXml,
  type Shown,
  serviceMessages,
  shownMarkdown,
  tableBelow,
  workflowCommands,
} from './consumers.ts'

/** As much of the JSON formats as is read here. */
interface Report {
  manifests: { file: string; findings: { rule: string; technique?: string; at: { line: number } }[] }[]
}
interface SarifLocation {
  physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } }
}
interface Sarif {
  runs: [{ results: { ruleId: string; locations: [SarifLocation] }[] }]
}
interface CodeQuality {
  check_name: string
  location: { path: string; lines: { begin: number } }
}
interface Diagnostics {
  diagnostics: { code: { value: string }; location: { path: string; range: { start: { line: number } } } }[]
}

const locationIn = (text: string): Pick<Shown, 'file' | 'line'> => {
  const [, file = '', line = ''] = /^(.*):(\d+):\d+(?::|$)/su.exec(text) ?? []
  return { file, line: Number(line) }
}

export const shownBy: Readonly<Record<string, (output: string) => Shown[]>> = {
  compact: (output) =>
    output
      .split('\n')
      .slice(0, -1)
      .map((text) => {
        const [, rule, technique] = /^.*?:\d+:\d+: \w+ (\S+) (\S+)/.exec(text) ?? []
        return {
          code: technique === '-' ? `${rule}` : `${rule}:${technique}`,
          ...locationIn(text.split(': ')[0] ?? ''),
        }
      }),
  json: (output) =>
    (JSON.parse(output) as Report).manifests.flatMap(({ file, findings }) =>
      findings.map(({ rule, technique, at }) => ({
        code: technique === undefined ? rule : `${rule}:${technique}`,
        file,
        line: at.line,
      })),
    ),
  sarif: (output) =>
    (JSON.parse(output) as Sarif).runs[0].results.map(({ ruleId, locations: [{ physicalLocation }] }) => ({
      code: ruleId,
      file: decodeURIComponent(physicalLocation.artifactLocation.uri),
      line: physicalLocation.region.startLine,
    })),
  junit: (output) =>
    parseXml(output).children.flatMap(({ children }) =>
      children.flatMap((test) => {
        const said = test.children.find(({ name }) => name !== 'skipped')
        if (said === undefined) return []
        return [{ code: test.attributes.name?.split(' ')[0] as string, ...locationIn(said.text.split(': ')[0] ?? '') }]
      }),
    ),
  github: (output) =>
    workflowCommands(output).map(({ properties: { file = '', line }, data }) => ({
      code: /\(([^()\s]*)\)\n|\(([^()\s]*)\)$/.exec(data)?.slice(1).find(Boolean) ?? '',
      file,
      line: Number(line),
    })),
  gitlab: (output) =>
    (JSON.parse(output) as CodeQuality[]).map(({ check_name, location }) => ({
      code: check_name,
      file: location.path,
      line: location.lines.begin,
    })),
  checkstyle: (output) =>
    parseXml(output).children.flatMap(({ attributes: { name = '' }, children }) =>
      children.map(({ attributes }) => ({
        code: attributes.source?.replace('atlaslint.', '') ?? '',
        file: name,
        line: Number(attributes.line),
      })),
    ),
  rdjson: (output) =>
    (JSON.parse(output) as Diagnostics).diagnostics.map(({ code, location }) => ({
      code: code.value,
      file: location.path,
      line: location.range.start.line,
    })),
  azure: (output) => [
    ...loggingCommands(output).map(({ properties: { code = '', sourcepath = '', linenumber } }) => ({
      code,
      file: sourcepath,
      line: Number(linenumber),
    })),
    ...output
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('##vso['))
      .map((line) => ({ code: / low (\S+): /.exec(line)?.[1] ?? '', ...locationIn(line.split(': ')[0] ?? '') })),
  ],
  teamcity: (output) =>
    serviceMessages(output)
      .filter(({ command }) => command === 'inspection')
      .map(({ properties: { typeId = '', file = '', line } }) => ({ code: typeId, file, line: Number(line) })),
  markdown: (output) =>
    tableBelow(output, '### Findings').map(([, place = '', finding = '']) => ({
      code: /\(\[(\S*?)\]\(|\((\S*?)\)$/.exec(finding)?.slice(1).filter(Boolean).map(shownMarkdown)[0] ?? '',
      ...locationIn(shownMarkdown(place)),
    })),
  csv: (output) =>
    parseCsv(output)
      .slice(1)
      .map((cells) => ({
        code: cells[7] === '' ? (cells[6] as string) : `${cells[6]}:${cells[7]}`,
        file: cells[0] as string,
        line: Number(cells[1]),
      })),
}
