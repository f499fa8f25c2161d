/** Rules and techniques as SARIF describes them: once each, and pointed to from the results. */

import type { Severity } from '../finding.ts'
import { atLeast } from '../finding.ts'
import { codeOf, cut, docsOf, grades, titleOf } from './listing.ts'
import { markdownText } from './markdown-text.ts'
import type { LocatedFinding, Report } from './report.ts'
import { sarifText } from './sarif-places.ts'

/** What a result says of its rule. */
export type Subjected = Pick<LocatedFinding, 'rule' | 'technique' | 'severity' | 'kind' | 'why' | 'fix'>

/** Scores of GitHub's four grades; they belong to a rule. */
const scores: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0' }

const longestName = 255
const longestText = 1024

export const taxonomyName = 'MITRE ATLAS'

/** Collects the rules and techniques of a run while its results are made. */
export class SarifRules {
  readonly #report: Report
  readonly #rules = new Map<string, { readonly index: number; readonly finding: Subjected }>()
  readonly #techniques = new Map<string, number>()

  constructor(report: Report) {
    this.#report = report
  }

  /** What ties a result to its rule and technique. A rule is as bad as the worst of its results. */
  references(finding: Subjected): object {
    const id = codeOf(finding)
    const before = this.#rules.get(id)
    const ruleIndex = before?.index ?? this.#rules.size
    if (before === undefined || !atLeast(before.finding.severity, finding.severity)) {
      this.#rules.set(id, { index: ruleIndex, finding })
    }
    const { technique } = finding
    return { ruleId: id, ruleIndex, ...(technique === undefined ? {} : { taxa: [this.#taxon(technique)] }) }
  }

  #taxon(technique: string): object {
    const index = this.#techniques.get(technique) ?? this.#techniques.size
    this.#techniques.set(technique, index)
    return { id: technique, index, toolComponent: { name: taxonomyName, index: 0 } }
  }

  rules(): object[] {
    return [...this.#rules].map(([id, { finding }]) => this.#rule(id, finding))
  }

  #rule(id: string, finding: Subjected): object {
    const { rule, technique, severity } = finding
    const words = this.#report.rules?.[rule]
    const why = oneLine(words?.why ?? finding.why ?? words?.title ?? titleOf(this.#report, finding))
    const fix = oneLine(words?.fix ?? finding.fix ?? '')
    const docs = docsOf(this.#report, finding)
    return {
      id,
      name: cut(pascalCase(rule), longestName),
      shortDescription: limited(sentence(oneLine(words?.title ?? titleOf(this.#report, finding)))),
      fullDescription: limited(sentence(why)),
      help: help(sentence(why), fix, docs),
      helpUri: docs,
      defaultConfiguration: { level: grades[severity] },
      ...(technique === undefined ? {} : { relationships: [{ target: this.#taxon(technique), kinds: ['relevant'] }] }),
      properties: {
        tags: ['security', ...(technique === undefined ? ['ai-system-manifest'] : ['mitre-atlas', technique])],
        precision: 'high',
        'problem.severity': grades[severity] === 'note' ? 'recommendation' : grades[severity],
        'security-severity': scores[severity],
      },
    }
  }

  /** The techniques that results speak of, in the form of a taxonomy. */
  taxonomy(): object {
    const { release, names } = this.#report.catalog
    return {
      name: taxonomyName,
      version: release,
      organization: 'MITRE',
      informationUri: 'https://atlas.mitre.org/',
      shortDescription: { text: 'A knowledge base of adversary techniques against AI systems.' },
      isComprehensive: false,
      taxa: [...this.#techniques.keys()].map((id) => ({
        id,
        name: names?.[id] ?? id,
        shortDescription: sarifText(`${names?.[id] ?? id}.`),
        helpUri: `https://atlas.mitre.org/techniques/${encodeURIComponent(id)}`,
      })),
    }
  }
}

function limited(text: string): { text: string } {
  return { text: cut(sarifText(text).text, longestText) }
}

function help(why: string, fix: string, docs: string | undefined): object {
  const parts = [why, fix].filter((part) => part !== '')
  const more = docs === undefined ? [] : [`[More](${docs})`]
  return {
    text: sarifText([...parts, ...(docs === undefined ? [] : [docs])].join(' ')).text,
    markdown: [...parts.map(markdownText), ...more].join('\n\n'),
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** `fed-by-a-mailbox` → `FedByMailbox`: two capitals in a row are no name to SARIF. */
function pascalCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word.length > 1)
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Rule'
}
