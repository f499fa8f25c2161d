/** What no output may do, whoever wrote the text that is in it. */

import { expect } from 'vitest'
import { loggingCommands, workflowCommands } from '../formats/consumers.ts'

/** Anything that moves the cursor, reorders text or cannot be seen; line feeds are ours. */
export const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

/** Nothing acts or hides, and no build server is given a command; `except` names the one whose commands the output is made of. */
export function expectHarmless(output: string, except = ''): void {
  expect(output).not.toMatch(unseen)
  if (except !== 'github') expect(workflowCommands(output)).toEqual([])
  if (except !== 'azure') expect(loggingCommands(output)).toEqual([])
  if (except !== 'teamcity') expect(output).not.toMatch(/##teamcity\[/i)
}

/** Every kind of element of a document with the names of its attributes, every address that it leads to or loads, and its styles. */
function markupOf(document: string) {
  const tag = /<([!?/]?[a-z][\w:-]*)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?)*)/gi
  const elements = new Set<string>()
  const addresses = new Set<string>()
  for (const [, name, attributes = ''] of document.matchAll(tag)) {
    const pairs = [...attributes.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?/g)]
    elements.add([name, ...pairs.map(([, key]) => key)].join(' '))
    for (const [, key = '', ...values] of pairs)
      if (/^(?:.*:)?(?:href|src|srcset|action|poster|data)$/i.test(key)) addresses.add(values.join(''))
  }
  return { elements, addresses, styles: document.match(/<style[\s\S]*?<\/style>/g) }
}

const ours = /^(?:#|https:\/\/(?:github\.com\/atlaslint|atlas\.mitre\.org)\/)/

/** A document in markup has, with whatever text, the elements of the same document with harmless text, and leads nowhere else. */
export function expectOwnMarkup(document: string, harmless: string): void {
  const own = markupOf(harmless)
  const { elements, addresses, styles } = markupOf(document)
  expect([...elements].filter((element) => !own.elements.has(element))).toEqual([])
  expect([...addresses].filter((address) => !ours.test(address))).toEqual([])
  expect(styles).toEqual(own.styles)
}
