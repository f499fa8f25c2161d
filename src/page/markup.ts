/** Markup that cannot be broken out of: whatever stands between the tags is text unless it was made here. */

import { sanitize } from '../report/sanitize.ts'

export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: text and numbers are escaped, markup is not, and of nothing there is nothing. */
export type Part = Markup | string | number | undefined | readonly Part[]

/** A piece of a page. In attributes, too, values are escaped, and quotes with them. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? ''
  for (const [index, part] of parts.entries()) text += shown(part) + strings[index + 1]
  return new Markup(text)
}

/** The attribute with its value, or nothing where there is none. */
export function attribute(name: string, value: string | undefined): Markup {
  return value === undefined || value === '' ? new Markup('') : html` ${new Markup(name)}="${value}"`
}

function shown(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Markup) return part.text
  return typeof part === 'object' ? part.map(shown).join('') : escaped(String(part))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return sanitize(text).replace(/[&<>"']/g, (character) => entities[character] as string)
}
