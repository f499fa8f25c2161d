import { azure } from './azure.ts'
import { checkstyle } from './checkstyle.ts'
import { csv } from './csv.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { navigator } from './navigator.ts'
import { rdjson } from './rdjson.ts'
import type { Reporter } from './reporter.ts'
import type { MoreReporterName } from './reporters.ts'
import { sarif, type sarifPieces } from './sarif.ts'
import { teamcity } from './teamcity.ts'

declare module '../load-extra.ts' {
  interface Extra {
    reporters: Readonly<Record<MoreReporterName, Reporter>>
    sarifPieces: typeof sarifPieces
  }
}

/** The formats of the second bundle; one that is missing here does not compile. */
export const moreReporters: Readonly<Record<MoreReporterName, Reporter>> = {
  azure,
  checkstyle,
  csv,
  github,
  gitlab,
  junit,
  markdown,
  navigator,
  rdjson,
  sarif,
  teamcity,
}
