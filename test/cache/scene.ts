/** A folder with everything that a report can depend on, and runs over it that know which manifests they judged. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Engine } from '../../src/cli/engine.ts'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import '../../src/cli/cache/result-cache.ts'
import { folderWith, type Outcome, runIn, type Scene } from '../cli/run.ts'
import { filed, manifest } from '../decisions/scene.ts'

export const rule = (severity: string) => `rules:
  - id: mine
    technique: AML.T0034
    title: Mine
    why: Because it is mine and stands here for a test.
    subject: { component: { kind: agent } }
    message: "{subject} is an agent."
    impact: [integrity]
    severity: ${severity}
    fix: Do something.
    examples:
      - { title: one, system: { components: { a: { kind: agent } } }, fires-on: [a], near-misses: [{ title: none, without: [a] }] }
`

const evidence = `
controls:
  filter:
    implements: [AML.M0020]
    on: [ask]
    status: implemented
    owner: mail
    evidence: [{ type: test, ref: proof.md, date: 2026-10-01, result: pass }]
`

export const files: Readonly<Record<string, string>> = {
  '.git/HEAD': '',
  'atlaslint.config.yaml':
    'rules: [rules]\nowners: { teams: teams.yaml, codeowners: CODEOWNERS }\ndecisions: decisions.yaml\n',
  'rules/mine.yaml': rule('high'),
  'teams.yaml': 'mail: { name: Mail team, contact: mail@example.com }\n',
  CODEOWNERS: '* @acme/mail\n',
  'decisions.yaml': filed(),
  'atlaslint-baseline.json': `{ "atlaslint-baseline": 1, "findings": [] }\n`,
  'a/ai-system.yaml': manifest,
  'a/proof.md': 'It works.\n',
  'b/ai-system.yaml': manifest.replace('Mail helper', 'Other helper') + evidence,
  'c/ai-system.yaml': 'atlaslint: 1\nsystem: { name: Broken }\ncomponents: { a: { kind: nothing } }\n',
}

export interface CachedOutcome extends Outcome {
  /** Manifests that were judged anew, in the order of the run. */
  readonly judged: readonly string[]
}

export class CachedScene {
  /** A folder whose cache home is another one, so that no run sees what the tests leave behind. */
  readonly cwd = folderWith(files)
  readonly home = folderWith({})

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.cwd, name)), { recursive: true })
    writeFileSync(join(this.cwd, name), text)
  }

  /** A run as it is without the cache. */
  plain(args: readonly string[] = [], scene: Scene = {}): Promise<Outcome> {
    return runIn(this.cwd, args, { engine: lintEngine, ...scene })
  }

  async cached(args: readonly string[] = [], scene: Scene = {}): Promise<CachedOutcome> {
    const judged: string[] = []
    const env = { XDG_CACHE_HOME: this.home, ...scene.env }
    const engine = watching(judged)
    return {
      ...(await runIn(this.cwd, [...args, ...(args.includes('--cache') ? [] : ['--cache'])], {
        engine,
        ...scene,
        env,
      })),
      judged,
    }
  }
}

/** The real engine; the names of what it judges go into the list. */
function watching(judged: string[]): Engine {
  return {
    prepare: (...told) => {
      const prepared = lintEngine.prepare(...told)
      return {
        ...prepared,
        lint: (inputs, { recall, ...options }) =>
          prepared.lint(inputs, {
            ...options,
            ...(recall === undefined
              ? {}
              : { recall: (input, judge) => recall(input, () => judgeNoting(input, judge)) }),
          }),
      }
    },
  }
  function judgeNoting<T>({ name }: { name: string }, judge: () => T): T {
    judged.push(name)
    return judge()
  }
}
