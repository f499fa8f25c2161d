/** dist/texts.json as a value → our own words about what ATLAS names. `scripts/compile-texts.mjs` writes that format. */

export interface Texts {
  readonly techniques: Readonly<Record<string, string>>
  readonly tactics: Readonly<Record<string, string>>
  readonly mitigations: Readonly<Record<string, MitigationText>>
  readonly caseStudies: Readonly<Record<string, CaseStudyText>>
}

export interface MitigationText {
  readonly what: string
  readonly 'sits-on': string
  readonly 'works-when': string
  readonly 'does-not-stop': string
}

export interface CaseStudyText {
  readonly summary: string
  /** One for each step of the procedure. */
  readonly steps: readonly string[]
  readonly lesson: string
}

/** Version of the JSON format that this code reads. */
const format = 1

/** The value comes from our own build, so that only its format version is checked. */
export function readTexts(json: unknown): Texts {
  const found = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined
  if (found !== format) throw new Error(`texts: expected format ${format}, found ${String(found)}`)
  return json as Texts
}
