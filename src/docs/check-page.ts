import type { Check } from '../checks/check.ts'
import { groupMeanings } from '../explain/phrases.ts'
import { code, document, generated, headed, text } from './markdown.ts'

export function checkPage({ id, title, group, severity, why, fix }: Check): string {
  const file = `src/checks/${id}.ts`
  return document(
    generated(file),
    `# ${text(title)}`,
    `Check ${code(id)} · ${groupMeanings[group]} · severity ${severity}`,
    headed('## Why', text(why)),
    headed('## Fix', text(fix)),
    `A check looks at the manifest itself; [its fields](../../manifest.md). In [${file}](../../../${file}). All of it: [reference](../README.md).`,
  )
}
