/** Where things stand, as SARIF says it. */

import type { PathStep } from '../analysis/exposure.ts'
import type { Span } from '../finding.ts'
import { readSource } from '../source/reader.ts'
import type { ManifestReport } from './report.ts'
import { sanitize } from './sanitize.ts'

/** Text of a message; brackets would make a link, and a backslash an escape. */
export function sarifText(text: string): { text: string } {
  return { text: sanitize(text).replace(/[\\[\]]/g, '\\$&') }
}

/** A path as a relative reference: every segment encoded, also the characters that would be an address's own. */
export function artifactUri(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeSegment)
    .join('/')
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function artifact(file: string): object {
  return { uri: artifactUri(file) }
}

export function physicalLocation(file: string, at: Span): object {
  const { line, column, endLine, endColumn } = at
  return {
    physicalLocation: {
      artifactLocation: artifact(file),
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  }
}

/**
 * Ways from component to component. The report keeps no places of components, so the manifest is read once more, and what is said of a step
 * is made once: a thousand ways may share it.
 */
export class Ways {
  readonly #manifest: ManifestReport
  readonly #file: string
  readonly #made = new Map<string, object>()
  #places: ReadonlyMap<string, object> | undefined

  constructor(manifest: ManifestReport, file: string) {
    this.#manifest = manifest
    this.#file = file
  }

  /** A code flow, or nothing where there is no way. */
  flow(steps: readonly PathStep[]): object[] {
    const first = steps[0]
    if (first === undefined) return []
    const locations = [
      this.#location(first.from, `It begins at '${first.from}'.`),
      ...steps.map((step) => this.#location(step.to, stepText(step))),
    ]
    return [{ threadFlows: [{ locations }] }]
  }

  /** A message names the component that it is about. */
  #location(component: string, message: string): object {
    const known = this.#made.get(message)
    if (known !== undefined) return known
    this.#places ??= placesOfComponents(this.#manifest, this.#file)
    const place = this.#places.get(component) ?? { physicalLocation: { artifactLocation: artifact(this.#file) } }
    const made = { location: { ...place, message: sarifText(message) } }
    this.#made.set(message, made)
    return made
  }
}

/** Where each component is declared; nothing is known of a report that was read from a file, because it has no text. */
function placesOfComponents({ file, text }: ManifestReport, shown: string): Map<string, object> {
  const { source } = readSource(file, text, { maxBytes: Number.POSITIVE_INFINITY })
  const ids = Object.keys(Object((source.value as { components?: unknown } | undefined)?.components))
  return new Map(ids.map((id) => [id, physicalLocation(shown, source.span({ path: ['components', id], part: 'key' }))]))
}

function stepText({ from, to, via, words }: PathStep): string {
  const what = words.length > 0 ? `'${words.join("', '")}'` : 'It'
  return `${what} reaches '${to}' from '${from}' by '${via}'.`
}
