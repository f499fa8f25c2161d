/** Links between the pages of `docs/reference`. `up` leads from the page that links to that folder: `../` or nothing. */

import type { CaseStudy } from '../atlas/full.ts'
import { type DocsKind, docsPath } from '../docs-url.ts'
import { nameOfTechnique } from '../explain/phrases.ts'
import type { DocsLibrary } from './library.ts'
import { anchor, code, text } from './markdown.ts'

const up = '../'

/** Where the folder of each kind's pages lies seen from another page. */
export function pageLink(kind: DocsKind, id: string, label: string, from = up): string {
  return `[${label}](${from}${docsPath(kind, id)})`
}

export function techniqueLink(library: DocsLibrary, id: string, from = up): string {
  return pageLink('technique', id, text(nameOfTechnique(library, id)), from)
}

export function mitigationLink({ catalog }: DocsLibrary, id: string, from = up): string {
  const mitigation = catalog.mitigations.get(id)
  return mitigation === undefined ? text(id) : pageLink('mitigation', id, text(`${id} ${mitigation.name}`), from)
}

export function ruleLink(id: string, from = up): string {
  return pageLink('rule', id, code(id), from)
}

export function tacticLink(name: string): string {
  return `[${text(name)}](${up}README.md#${anchor(name)})`
}

export function caseStudyLink({ id, name }: CaseStudy): string {
  return `[${text(`${id} ${name}`)}](${atlasUrl('studies', id)})`
}

/** The object's page at MITRE. */
export function atlasUrl(folder: 'techniques' | 'mitigations' | 'studies', id: string): string {
  return `https://atlas.mitre.org/${folder}/${id}`
}

/** `T1596.005` → its page at MITRE ATT&CK. */
export function attackUrl(id: string): string {
  return `https://attack.mitre.org/${id.startsWith('M') ? 'mitigations' : 'techniques'}/${id.replace('.', '/')}`
}

/** Text in which the ids of techniques and mitigations lead to their pages, save the page's own. */
export function prose({ catalog }: DocsLibrary, plain: string, own?: string, from = up): string {
  return text(plain, (id) => {
    if (id === own) return undefined
    if (catalog.techniques.has(id)) return pageLink('technique', id, id, from)
    const mitigation = id.startsWith('AML.') ? id : `AML.${id}`
    return mitigation !== own && catalog.mitigations.has(mitigation)
      ? pageLink('mitigation', mitigation, id, from)
      : undefined
  })
}
