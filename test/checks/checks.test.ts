import { describe, expect, test } from 'vitest'
import type { Check } from '../../src/checks/check.ts'
import { checks } from '../../src/checks/checks.ts'
import { completenessCases } from './cases/completeness.ts'
import { controlCases } from './cases/controls.ts'
import { coverageCases } from './cases/coverage.ts'
import { decisionCases } from './cases/decisions.ts'
import { ownerCases } from './cases/owners.ts'
import { reviewCases } from './cases/review.ts'
import { type CheckCase, firingText, quietText } from './check-case.ts'
import { checkManifest, markedText } from './check-manifest.ts'
import { clean } from './clean.ts'

const cases: Readonly<Record<Check['group'], readonly CheckCase[]>> = {
  owners: ownerCases,
  completeness: completenessCases,
  controls: controlCases,
  decisions: decisionCases,
  review: reviewCases,
  coverage: coverageCases,
}

test('nothing is found in the clean manifest', () => {
  expect(checkManifest(clean).findings).toEqual([])
})

describe.each(Object.entries(cases))('%s', (group, list) => {
  test('every check of the group has a case, and every case a check', () => {
    const ids = checks.filter((check) => check.group === group).map(({ id }) => id)
    expect([...new Set(list.map(({ check }) => check))].sort()).toEqual(ids.sort())
  })

  describe.each(list)('$check: $title', (given) => {
    test('fires at its place, and nothing else tells of the same', () => {
      const { source, findings } = checkManifest(firingText(given), given.given)
      const found = findings.filter(({ rule }) => rule === given.check)
      expect(found.map(({ message }) => message)).toEqual([given.says])
      for (const finding of found) {
        expect(finding).toMatchObject({ kind: 'check', severity: given.severity, place: { path: given.at } })
        expect(markedText(source, finding)).toBe(given.marks)
      }
      expect(findings.map(({ rule }) => rule).filter((rule) => rule !== given.check)).toEqual(given.also ?? [])
    })

    test(`does not fire: ${given.nearMiss.title}`, () => {
      const { findings } = checkManifest(quietText(given), { ...given.given, ...given.nearMiss.given })
      expect(findings.filter(({ rule }) => rule === given.check)).toEqual([])
    })
  })
})

describe.each(checks)('$id', ({ id, title, why, fix, severity }) => {
  test('is called as its file is, and says why and what to do', async () => {
    const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    const module: Record<string, Check> = await import(`../../src/checks/${id}.ts`)
    expect(module[name]?.id).toBe(id)
    expect(title).not.toMatch(/[.!]$/)
    expect(why.length).toBeGreaterThan(60)
    expect(why).toMatch(/\.$/)
    expect(fix).toMatch(/^[A-Z].*\.$/)
    expect(severity).not.toBe('critical')
  })
})

test('ids are used once', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
})

test('every message is one sentence that ends with a full stop', () => {
  for (const { says } of Object.values(cases).flat()) expect(says).toMatch(/^\S[^\n]*[^.]\.$/)
})
