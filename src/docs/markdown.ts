/** GitHub-flavoured Markdown from plain text and plain values. Everything that is not ours to format is escaped. */

import { yamlLines } from '../explain/yaml.ts'

/** Blocks with an empty line between them, and a newline at the end; what there is nothing to say of is left out. */
export function document(...blocks: readonly (string | undefined)[]): string {
  return `${blocks.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`
}

/** The first line of every page. The source is a path of ours. */
export function generated(source: string): string {
  return `<!-- Written by scripts/write-docs.mjs from ${source}. Do not edit. -->`
}

/** A heading and what stands below it; undefined when nothing does. */
export function headed(heading: string, ...blocks: readonly (string | undefined)[]): string | undefined {
  const filled = blocks.filter((block) => block !== undefined && block !== '')
  return filled.length === 0 ? undefined : [heading, ...filled].join('\n\n')
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

/** Cells are Markdown; a `|` ends a cell in code, too, so it is escaped here. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

/** Plain text, in which `code` in backticks stays code. `link` may turn an id of ATLAS (`M0020`, too) into Markdown. */
export function text(plain: string, link: (id: string) => string | undefined = () => undefined): string {
  const parts = plain
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(`[^`]+`)/)
  const written = parts.map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : linked(part, link)))
  return written
    .join('')
    .replace(/^([-+]|\d+(?=[.)](?:\s|$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

function linked(plain: string, link: (id: string) => string | undefined): string {
  const parts = plain.split(/(AML\.[TM]\d{4}(?:\.\d{3})?|\bM\d{4}\b)/)
  return parts.map((part, index) => (index % 2 === 1 ? (link(part) ?? part) : escaped(part))).join('')
}

function escaped(plain: string): string {
  return plain.replace(/[\\`*_[\]<>|~$&#]/g, '\\$&')
}

/** A code span, also of text with backticks in it. */
export function code(plain: string): string {
  const fence = '`'.repeat(longestRun(plain) + 1)
  const space = /^`|`$/.test(plain) ? ' ' : ''
  return `${fence}${space}${plain}${space}${fence}`
}

/** A value as a block of YAML. */
export function yaml(value: unknown): string {
  return fenced('yaml', yamlLines(value, 100).join('\n'))
}

export function fenced(language: string, content: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1))
  return `${fence}${language}\n${content}\n${fence}`
}

function longestRun(plain: string): number {
  return Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length))
}

/** What GitHub makes of a heading's text as the target of a link. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}
