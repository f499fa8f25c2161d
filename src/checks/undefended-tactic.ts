import type { Exposure } from '../analysis/exposure.ts'
import { attackerSide } from '../atlas/tactics.ts'
import type { Check, CheckInput } from './check.ts'
import { counted, listed } from './sentences.ts'
import { aboutSystem } from './subjects.ts'

export const undefendedTactic: Check = {
  id: 'undefended-tactic',
  group: 'coverage',
  title: 'A tactic meets no control',
  severity: 'low',
  why: "A tactic is one thing that an attacker has to achieve. Where techniques of it apply and not one control acts against any of them, the attacker has this step for free, and nobody would notice it either. Tactics on the attacker's own side are left out, since no control of the system stands there. All such tactics are told in one finding.",
  fix: 'Choose at least one control for each of these tactics; the fix plan says which closes most.',
  find(input) {
    const gaps = undefended(input)
    if (gaps.length === 0) return []
    const { manifest } = input
    const about = aboutSystem()
    const place = manifest.controls === undefined ? about.place : ({ path: ['controls'], part: 'key' } as const)
    const tactics = gaps.length === 1 ? 'a tactic' : `${gaps.length} tactics`
    const message = `No control in force acts in ${tactics} of which techniques apply: ${listed(gaps.map(nameOf), gaps.length)}.`
    return [{ ...about, place, message }]
  },
}

interface Gap {
  readonly name: string
  readonly techniques: number
}

const nameOf = ({ name, techniques }: Gap): string => `${name} (${counted(techniques, 'technique')})`

function undefended({ analysis, catalog }: CheckInput): Gap[] {
  const applicable = analysis.exposures.filter(({ status }) => status !== 'not-applicable')
  const onSystem = catalog.tactics.filter(({ id }) => !attackerSide.has(id))
  return onSystem.flatMap(({ id, name }) => {
    const inTactic = applicable.filter(({ technique }) => catalog.techniques.get(technique)?.tactics.includes(id))
    const techniques = new Set(inTactic.map(({ technique }) => technique)).size
    return techniques === 0 || inTactic.some(isActedOn) ? [] : [{ name, techniques }]
  })
}

/** A planned control acts on nothing yet. */
function isActedOn({ controls }: Exposure): boolean {
  return controls.some(({ effect }) => effect !== 'planned')
}
