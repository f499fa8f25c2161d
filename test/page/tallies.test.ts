/** What the page counts and leaves out is what the report says. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import type { LocatedDecision, LocatedExposure } from '../../src/report/report.ts'
import { runIn } from '../cli/run.ts'
import { pageOf, pageOfExamples } from './pages.ts'

/** Text of the cells of one column, row by row. */
const cells = (text: string, label: string): string[] =>
  [...text.matchAll(new RegExp(`<td data-label="${label}">(.*?)</td>`, 'gs'))].map(([, cell]) => cell as string)

describe('an example with controls and decisions', () => {
  let text = ''
  let exposures: readonly LocatedExposure[] = []
  let decisions: readonly LocatedDecision[] = []
  beforeAll(async () => {
    const page = await pageOfExamples('coding-agent')
    text = page.text
    await runIn(page.folder, ['lint', '.', '--now', '2026-11-24', '-f', 'json=report.json'], { engine: lintEngine })
    ;[{ exposures, decisions }] = JSON.parse(readFileSync(join(page.folder, 'report.json'), 'utf8')).manifests
  })

  test('a control tells on how many exposures it has each effect', () => {
    const nouns = { cuts: 'cuts', limits: 'limits', detects: 'detects', planned: 'would cut' }
    const here = cells(text, 'here')
    expect(here.length).toBeGreaterThan(3)
    for (const [effect, noun] of Object.entries(nouns)) {
      const told = here.map((cell) => Number(new RegExp(`(?:^|, )${noun} (\\d+) exposure`).exec(cell)?.[1] ?? 0))
      const counted = exposures.flatMap(({ controls }) => controls.filter((control) => control.effect === effect))
      expect(told.reduce((sum, number) => sum + number, 0)).toBe(counted.length)
    }
  })

  test('a decision tells what it settles', () => {
    const told = cells(text, 'settles').map((cell) => cell.match(/<li>/g)?.length ?? 0)
    const settled = decisions.map((_, index) => exposures.filter(({ decision }) => decision === index).length)
    expect(settled.some((number) => number > 0)).toBe(true)
    expect(told.toSorted()).toEqual(settled.toSorted())
  })
})

test('of a system with very many ways the plan tells what there was no room for', { timeout: 30_000 }, async () => {
  const count = 400
  const agents = Array.from({ length: count }, (_, index) => `  c${index}: { kind: agent, autonomy: autonomous }\n`)
  const calls = Array.from(
    { length: count - 1 },
    (_, index) => `  - { from: c${index}, to: c${index + 1}, carries: [prompt] }\n`,
  )
  const { text } = await pageOf({
    'ai-system.yaml': `atlaslint: 1\nsystem: { name: Chain }\ncomponents:\n  o: { kind: outsider }\n${agents.join('')}flows:\n  - { from: o, to: c0, carries: [prompt] }\n${calls.join('')}`,
  })
  expect(text).toMatch(/<p>Not planned for, as the system is too large: \d+ further exposures \(/)
})
