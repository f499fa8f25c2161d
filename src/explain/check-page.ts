import type { Check } from '../checks/check.ts'
import { docsUrl } from '../docs-url.ts'
import { page, paragraph } from './page.ts'
import { groupMeanings } from './phrases.ts'

export function checkPage({ id, title, group, severity, why, fix }: Check): string {
  return page(
    `${id}: ${title}`,
    [`Check of the manifest (${groupMeanings[group]}), severity ${severity}`],
    paragraph('Why', why),
    paragraph('Fix', fix),
    [`More: ${docsUrl('check', id)}`],
  )
}
