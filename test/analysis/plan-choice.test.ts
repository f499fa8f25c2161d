import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exposure } from '../../src/analysis/exposure.ts'
import type { Candidate, Candidates, Claim } from '../../src/analysis/plan-candidates.ts'
import { choose } from '../../src/analysis/plan-choice.ts'
import { weights } from '../../src/analysis/weights.ts'

/** Exposures that one to three claims hold open, and candidates that each close some of the claims. */
const anyCandidates: fc.Arbitrary<Candidates> = fc
  .record({
    severities: fc.array(fc.constantFrom('critical', 'high', 'medium', 'low'), { minLength: 1, maxLength: 8 }),
    holders: fc.array(fc.nat(), { minLength: 1, maxLength: 16 }),
    closers: fc.array(
      fc.record({ own: fc.boolean(), closes: fc.uniqueArray(fc.nat({ max: 15 }), { minLength: 1, maxLength: 6 }) }),
      { maxLength: 12 },
    ),
  })
  .map(({ severities, holders, closers }) => {
    const exposures = severities.map((severity) => ({ severity }) as Exposure)
    const claims = holders.map(
      (number, index): Claim => ({ exposure: exposures[number % exposures.length] as Exposure, index }),
    )
    const candidates = closers.map(
      ({ own, closes }, index): Candidate => ({
        mitigation: own ? undefined : 'AML.M0001',
        covers: own ? 'AML.T0051' : undefined,
        place: { type: 'component', index },
        closes: closes.flatMap((claim) => claims[claim] ?? []),
      }),
    )
    return { claims, candidates, unplanned: [] }
  })

/** The same by its definition: everything is counted anew for each step. */
function byDefinition({ claims, candidates }: Candidates): Candidate[] {
  const open = new Set(claims)
  const holding = (exposure: Exposure) => [...open].filter((claim) => claim.exposure === exposure)
  const gainOf = ({ closes, mitigation }: Candidate): number => {
    let gain = 0
    for (const exposure of new Set(closes.map((claim) => claim.exposure))) {
      const closed = holding(exposure).filter((claim) => closes.includes(claim)).length
      if (closed > 0) gain += weights[exposure.severity] * (closed === holding(exposure).length ? 100 : 1)
    }
    return mitigation === undefined ? gain * 0.999 : gain
  }
  const chosen: Candidate[] = []
  for (;;) {
    const gains = candidates.map(gainOf)
    const most = Math.max(0, ...gains)
    if (most === 0) break
    const best = candidates[gains.indexOf(most)] as Candidate
    chosen.push(best)
    for (const claim of best.closes) open.delete(claim)
  }
  let kept = chosen
  for (const candidate of [...chosen].reverse()) {
    const others = kept.filter((other) => other !== candidate)
    if (candidate.closes.every((claim) => others.some(({ closes }) => closes.includes(claim)))) kept = others
  }
  return kept
}

test('a step is the one that gains most, and what others make superfluous is taken out', () => {
  fc.assert(
    fc.property(anyCandidates, (all) => {
      expect(choose(all)).toEqual(byDefinition(all))
    }),
    { numRuns: 2000 },
  )
})
