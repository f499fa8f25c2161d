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

export function physicalLocation(file: string, at: Span): object {
  const { line, column, endLine, endColumn } = at
  return {
    physicalLocation: {
      artifactLocation: { uri: artifactUri(file) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  }
}

/** The way from component to component. The report keeps no place for each, so the manifest is read once more. */
export class WayFinder {
  readonly #manifest: ManifestReport
  readonly #file: string
  #find: ((component: string) => Span) | undefined

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

  #location(component: string, message: string): object {
    return { location: { ...physicalLocation(this.#file, this.#placeOf(component)), message: sarifText(message) } }
  }

  #placeOf(component: string): Span {
    this.#find ??= this.#reader()
    return this.#find(component)
  }

  #reader(): (component: string) => Span {
    const { source } = readSource(this.#manifest.file, this.#manifest.text)
    return (component) => source.span({ path: ['components', component], part: 'key' })
  }
}

function stepText({ from, to, via, words }: PathStep): string {
  const what = words.length > 0 ? `'${words.join("', '")}'` : 'It'
  return `${what} reaches '${to}' from '${from}' by '${via}'.`
}
