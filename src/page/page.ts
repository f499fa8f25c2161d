/** The report as one page for a browser: nothing is loaded from anywhere, and it can be read without its script. */

import { createHash } from 'node:crypto'
import { style as ownStyle, script } from '../../dist/generated/page-assets.js'
import { styleSheet } from '../diagram/svg-style.ts'
import type { Report } from '../report/report.ts'
import type { ReporterOptions } from '../report/reporter.ts'
import { count } from '../report/words.ts'
import { article, facts } from './article.ts'
import { html, Markup } from './markup.ts'
import { notJudgedSection } from './not-judged.ts'
import { overview } from './overview.ts'
import { ruleWordsSection } from './rule-words.ts'
import { type SystemPage, systemPage } from './system-page.ts'
import { runVerdict, standingOf } from './verdict.ts'

/** The diagrams come without theirs: it stands here once for all of them. */
const style = `${ownStyle}\n${styleSheet}`

/** The page in pieces, a system each. */
export async function htmlPieces(report: Report, _options: ReporterOptions): Promise<Iterable<string>> {
  const pages = report.manifests
    .filter(({ isDecisionsFile, findings }) => isDecisionsFile !== true || findings.length > 0)
    .map((manifest, index) => systemPage(report, manifest, index))
  const articles: string[] = []
  for (const page of pages) articles.push((await article(page, pages.length === 1)).text)
  return [
    head(report, pages).text,
    ...articles,
    html`${notJudgedSection(report, pages)}${ruleWordsSection(report)}
</main>
${footer(report)}
</body>
</html>
`.text,
  ]
}

function head(report: Report, pages: readonly SystemPage[]): Markup {
  const [first] = pages
  const isOnly = pages.length === 1
  const title = isOnly && first !== undefined ? first.manifest.system : count(pages.length, 'system')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}: atlaslint ${report.gate.verdict === 'pass' ? 'PASS' : 'FAIL'}</title>
<style>${new Markup(style)}</style>
<script>${new Markup(script)}</script>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<header class="top">
<p class="brand">atlaslint <span>as of ${report.now}</span></p>
<button type="button" class="theme scripted" aria-pressed="false">Dark</button>
</header>
<main id="main"${isOnly ? undefined : html` class="several"`}>
<h1>${title}</h1>
${isOnly && first !== undefined ? [facts(first), runVerdict(report, standingOf(first))] : [runVerdict(report), overview(report, pages)]}`
}

/** Only what is on the page runs and is applied: its script and its style, known by their hashes. */
function policy(): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function footer({ tool, catalog }: Report): Markup {
  return html`<footer><p>Made by atlaslint ${tool.version} with the facts of MITRE ATLAS ${catalog.release}. The same input gives the same page.</p></footer>`
}
