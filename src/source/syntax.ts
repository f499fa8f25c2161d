/** Syntax errors, from either parser, in words for someone who has not read the YAML specification. */

import type { ProblemList } from './problems.ts'
import { shortened } from './refusals.ts'

interface Wording {
  readonly pattern: RegExp
  readonly message: string
  readonly fix: string
}

/** What the parsers say, what we say, and what usually helps. `$1` is what the first group matched. */
const wordings: readonly Wording[] = [
  {
    pattern: /^Nested mappings are not allowed in compact mappings/,
    message: "a second ': ' in one line",
    fix: 'put the value in quotes',
  },
  {
    pattern: /^Implicit (?:map )?keys need to be (?:on a single line|followed by map values)/,
    message: "a line without ': ' among keys",
    fix: "put ': ' behind the key, or indent the line if it belongs to the text above",
  },
  {
    pattern: /^Flow (?:map|sequence) in block collection must be sufficiently indented and end with a (.).*/,
    message: "a closing '$1' is missing, or stands too far left",
    fix: "add the '$1'",
  },
  {
    pattern: /^Expected (?:flow map|flow sequence) to end with (.).*/,
    message: "a closing '$1' is missing",
    fix: "add the '$1'",
  },
  {
    pattern: /^All (?:mapping|sequence|collection) items must start at the same column/,
    message: 'the line does not line up with those above',
    fix: 'indent it like its neighbours, in spaces',
  },
  {
    pattern: /^Plain value cannot start with .*character (.).*/,
    message: "text without quotes cannot start with '$1'",
    fix: 'put the value in quotes',
  },
  {
    pattern: /^Missing closing (.)quote.*/,
    message: 'the quote $1 is never closed',
    fix: 'close it',
  },
  {
    pattern: /^Invalid escape sequence (.*)/,
    message: "'$1' is no escape that YAML knows",
    fix: 'use single quotes, or write the backslash twice',
  },
  {
    pattern: /^deficient indentation/,
    message: 'a closing bracket, or a line before it, stands too far left',
    fix: 'indent it further than the key that the bracket belongs to',
  },
  {
    pattern: /^bad indentation of a .*/,
    message: 'the line does not line up with those above',
    fix: 'indent it like its neighbours, in spaces',
  },
]

/** Adds a syntax error. */
export function addSyntaxError(list: ProblemList, reason: string, offset: number, end: number): void {
  const tab = reason.startsWith('tab characters') || reason.startsWith('Tabs are not allowed')
  const words = tab ? { message: 'a tab is used to indent', fix: 'use spaces' } : undefined
  const place = { offset, end: tab ? offset + 1 : end }
  list.add(tab ? 'tab-indentation' : 'yaml-syntax', offset, () => ({ ...(words ?? wordsFor(reason)), place }))
}

function wordsFor(reason: string): { message: string; fix?: string } {
  const line = reason.split('\n')[0] ?? ''
  for (const { pattern, message, fix } of wordings) {
    const match = pattern.exec(line)
    // Not `replace`: a `$&` in a hostile file must stay what it is.
    if (match) return { message: filled(message, match[1]), fix: filled(fix, match[1]) }
  }
  return { message: shortened(/^[A-Z][a-z]/.test(line) ? line.charAt(0).toLowerCase() + line.slice(1) : line) }
}

function filled(template: string, part = ''): string {
  return template.split('$1').join(shortened(part))
}
