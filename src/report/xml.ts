import { sanitize } from './sanitize.ts'

type Attributes = Readonly<Record<string, string | number>>

/** An element around elements, each on lines of its own; without any it is empty. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const head = headOf(name, attributes)
  return children.length === 0 ? `<${head}/>` : [`<${head}>`, ...children, `</${name}>`].join('\n')
}

/** An element around plain text, which may have several lines. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return `<${headOf(name, attributes)}>${text.split('\n').map(escaped).join('\n')}</${name}>`
}

/** A file of its own. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function headOf(name: string, attributes: Attributes): string {
  return [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`)].join(' ')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\ufffe': '\ufffd',
  '\uffff': '\ufffd',
}

/** XML forbids most control characters even when escaped, so they are spelled out; two more code points it forbids are replaced. */
function escaped(line: string): string {
  return sanitize(line).replace(/[&<>"'\ufffe\uffff]/g, (character) => entities[character] as string)
}
