import { sanitize } from './sanitize.ts'

/** Characters that could begin something else than text. */
const special = new RegExp(
  [
    '(?<code>[@#!~$^%](?=[\\p{L}\\p{N}"\'])|(?<=https?|ftp|mailto|xmpp):|(?<=\\bwww)\\.|(?<=\\bGH)-(?=\\d))',
    '(?<entity>[\\\\`|<&~])',
    '[>[\\]()*_#]',
  ].join('|'),
  'giu',
)

/**
 * Plain text as GitHub-flavoured Markdown that shows exactly that text: no markup, no HTML, no links, and nobody is notified. Mentions,
 * references and addresses are looked for in what was rendered, where no escape is left; so one of their characters becomes code, where
 * nobody looks. Good inside a line or a table's cell. A backslash would not hold in front of the characters that tables and code care for.
 */
export function markdownText(text: string): string {
  return sanitize(text).replace(special, (character, code?: string, entity?: string) => {
    if (code !== undefined) return `\`${character}\``
    return entity === undefined ? `\\${character}` : `&#${character.charCodeAt(0)};`
  })
}

/** A table; cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
