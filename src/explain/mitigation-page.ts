import { acceptedMitigations } from '../analysis/controls.ts'
import type { FullMitigation } from '../atlas/full.ts'
import { docsUrl } from '../docs-url.ts'
import type { Library } from './library.ts'
import { item, page, paragraph, section } from './page.ts'
import { classMeanings, counted, defenceMeanings, nameOfTechnique } from './phrases.ts'

export function mitigationPage(mitigation: FullMitigation, library: Library): string {
  const { id, name, reason, techniques } = mitigation
  const text = library.texts.mitigations[id]
  const accepting = library.rules.rules.filter((rule) => acceptedMitigations(rule, library.catalog).includes(id))
  return page(
    `${id} ${name}`,
    text?.what,
    paragraph('Sits on', text?.['sits-on']),
    paragraph('Works when', text?.['works-when']),
    paragraph('Does not stop', text?.['does-not-stop']),
    section('How it counts', [
      ...item(`${mitigation.class}: ${classMeanings[mitigation.class]}`),
      ...item(`why: ${reason}`),
      ...item(`defends: ${defenceMeanings[mitigation.defends]}`),
    ]),
    section(
      `Linked by ATLAS to ${counted(techniques.length, 'technique')}, accepted by ${counted(accepting.length, 'rule')}`,
      techniques.flatMap((technique) => item(nameOfTechnique(library, technique))),
    ),
    [`More: ${docsUrl('mitigation', id)}`],
  )
}
