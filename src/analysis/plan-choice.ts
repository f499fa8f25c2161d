/** Which of the controls that could be added are worth it, in which order. */

import type { Exposure } from './exposure.ts'
import type { Candidate, Candidates, Claim } from './plan-candidates.ts'
import { weights } from './weights.ts'

/** The claim of an exposure that others hold open counts a little: a hundredth. In whole numbers, so that no order of adding matters. */
const whole = 100
const little = 1

/** Greedy: each is the one that closes most of what is left, of equals the first. Those that later ones make superfluous are taken out again. */
export function choose(all: Candidates): Candidate[] {
  const left = new Left(all)
  const chosen: Candidate[] = []
  for (let best = left.best(); best !== undefined; best = left.best()) {
    chosen.push(best)
    left.close(best)
  }
  return withoutSuperfluous(chosen)
}

/** What a candidate closes of one exposure. */
interface Share {
  readonly candidate: number
  readonly exposure: Exposure
  /** Claims that are not closed yet. */
  pending: number
  /** What it adds to the gain of the candidate. */
  gain: number
}

/** What is left to close, and what each candidate would gain. A step changes only the gain of those that it shares an exposure with. */
class Left {
  readonly #candidates: readonly Candidate[]
  readonly #gains: Float64Array
  /** An ATLAS mitigation is better known, and easier to check, than a control of one's own. */
  readonly #liking: Float64Array
  /** By exposure, how many claims hold it open. */
  readonly #open = new Map<Exposure, number>()
  readonly #shares = new Map<Exposure, Share[]>()
  /** By claim. */
  readonly #sharesOf: Share[][]
  readonly #closed: Uint8Array

  constructor({ claims, candidates }: Candidates) {
    this.#candidates = candidates
    this.#gains = new Float64Array(candidates.length)
    this.#liking = Float64Array.from(candidates, ({ mitigation }) => (mitigation === undefined ? 0.999 : 1))
    this.#sharesOf = claims.map(() => [])
    this.#closed = new Uint8Array(claims.length)
    for (const { exposure } of claims) this.#open.set(exposure, (this.#open.get(exposure) ?? 0) + 1)
    for (const [index, { closes }] of candidates.entries()) this.#share(index, closes)
    for (const shares of this.#shares.values()) for (const share of shares) this.#weigh(share)
  }

  #share(candidate: number, closes: readonly Claim[]): void {
    const own = new Map<Exposure, Share>()
    for (const { exposure, index } of closes) {
      let share = own.get(exposure)
      if (share === undefined) {
        share = { candidate, exposure, pending: 0, gain: 0 }
        own.set(exposure, share)
        const shares = this.#shares.get(exposure)
        if (shares === undefined) this.#shares.set(exposure, [share])
        else shares.push(share)
      }
      share.pending += 1
      this.#sharesOf[index]?.push(share)
    }
  }

  #weigh(share: Share): void {
    const { exposure, candidate, pending } = share
    const part = pending === 0 ? 0 : pending === this.#open.get(exposure) ? whole : little
    const gain = part * weights[exposure.severity]
    this.#gains[candidate] = (this.#gains[candidate] as number) + gain - share.gain
    share.gain = gain
  }

  best(): Candidate | undefined {
    let best = -1
    let most = 0
    for (let index = 0; index < this.#gains.length; index += 1) {
      const gain = (this.#gains[index] as number) * (this.#liking[index] as number)
      if (gain <= most) continue
      best = index
      most = gain
    }
    return this.#candidates[best]
  }

  close({ closes }: Candidate): void {
    const touched = new Set<Exposure>()
    for (const { exposure, index } of closes) {
      if (this.#closed[index] === 1) continue
      this.#closed[index] = 1
      this.#open.set(exposure, (this.#open.get(exposure) as number) - 1)
      for (const share of this.#sharesOf[index] as Share[]) share.pending -= 1
      touched.add(exposure)
    }
    for (const exposure of touched) for (const share of this.#shares.get(exposure) as Share[]) this.#weigh(share)
  }
}

/** Takes out steps whose claims the others close as well, last ones first. */
function withoutSuperfluous(chosen: readonly Candidate[]): Candidate[] {
  const closers = new Map<Claim, number>()
  for (const { closes } of chosen) for (const claim of closes) closers.set(claim, (closers.get(claim) ?? 0) + 1)
  const superfluous = new Set<Candidate>()
  for (const candidate of chosen.toReversed()) {
    if (candidate.closes.some((claim) => closers.get(claim) === 1)) continue
    superfluous.add(candidate)
    for (const claim of candidate.closes) closers.set(claim, (closers.get(claim) as number) - 1)
  }
  return chosen.filter((candidate) => !superfluous.has(candidate))
}
