/** Where the pages of `docs/reference` are. This module imports nothing. */

const base = 'https://github.com/atlaslint/atlaslint/blob/main/docs/reference'

const folders = { rule: 'rules', check: 'checks', mitigation: 'mitigations', technique: 'techniques' } as const

/** What has a page of its own. */
export type DocsKind = keyof typeof folders

/** The page's place below `docs/reference`. */
export function docsPath(kind: DocsKind, id: string): string {
  return `${folders[kind]}/${id}.md`
}

/** The page's address, to be opened from a report or from `explain`. */
export function docsUrl(kind: DocsKind, id: string): string {
  return `${base}/${docsPath(kind, id)}`
}
