import { idsAlong } from '../rules/message.ts'
import type { ControlEffect, Exposure, PathStep } from './exposure.ts'

/** What stands where, and the way that is left; without one, the name of the subject. */
export function wayAroundText(path: readonly PathStep[], effects: readonly ControlEffect[], name: string): string {
  const standing = cutsAmong(effects).map(({ control, on }) => `${control} stands on ${on.join(', ')}`)
  return `${openEnd(path, name)}${standing.join('; ')} only`
}

/** The same where the controls cut what other rules found, and nothing of this. */
export function wayBesideText({ path, subject }: Exposure, others: readonly Exposure[]): string {
  const standing = others.flatMap(({ rule, controls }) =>
    cutsAmong(controls).map(({ control, on }) => `${control} on ${on.join(', ')} cuts only what rule ${rule} finds`),
  )
  return `${openEnd(path, subject.id)}${standing.join('; ')}`
}

function openEnd(path: readonly PathStep[], name: string): string {
  return `${idsAlong(path).join(' -> ') || name} is open: `
}

function cutsAmong(effects: readonly ControlEffect[]): readonly ControlEffect[] {
  return effects.filter(({ effect }) => effect === 'cuts')
}
