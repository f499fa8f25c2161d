/** Plain text of a readable width. */

const width = 96

/** Blocks with an empty line between them; what there is nothing to say of is left out. */
export function page(...blocks: readonly (readonly string[] | string | undefined)[]): string {
  return blocks
    .map((block) => (typeof block === 'string' ? wrap(block) : (block ?? [])).join('\n'))
    .filter((block) => block !== '')
    .join('\n\n')
}

/** A heading with indented lines; undefined without lines. */
export function section(heading: string, lines: readonly string[]): readonly string[] | undefined {
  return lines.length === 0 ? undefined : [`${heading}:`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))]
}

/** A section with one paragraph. */
export function paragraph(heading: string, text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : section(heading, wrap(text, { room: 2 }))
}

/** An entry of a section; further lines hang below the first. */
export function item(text: string, { room = 2 }: { readonly room?: number } = {}): string[] {
  return wrap(text, { room: room + 2 }).map((line, index) => (index === 0 ? line : `  ${line}`))
}

/** A paragraph as lines. `room` is what will stand before them. */
export function wrap(text: string, { room = 0 }: { readonly room?: number } = {}): string[] {
  const lines: string[] = []
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > width - room) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}
