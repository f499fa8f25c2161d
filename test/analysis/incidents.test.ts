import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Exposure, type Status, statuses } from '../../src/analysis/exposure.ts'
import { replayIncidents, workingIncidents } from '../../src/analysis/incidents.ts'
import { catalog } from './judge.ts'

const exposed = (technique: string, status: Status): Exposure => ({
  technique,
  rule: 'any',
  subject: { type: 'component', id: 'agent' },
  status,
  severity: 'high',
  reasons: { maturity: 'realized', reach: 'anyone', stakes: [], score: 1 },
  message: '',
  path: [],
  assumptions: [],
  controls: [],
  alsoRaisedBy: [],
})

test('the incidents that a report names are those whose replay works, in the same order', () => {
  // Whole case studies are rare among random techniques, so a few of them are exposed together.
  const study = fc.constantFrom(...[...catalog.caseStudies.values()].map(({ techniques }) => techniques))
  const exposures = fc
    .array(fc.tuple(study, fc.constantFrom(...statuses)), { maxLength: 6 })
    .map((chosen) => chosen.flatMap(([techniques, status]) => techniques.map((id) => exposed(id, status))))
  let working = 0
  fc.assert(
    fc.property(exposures, (each) => {
      const names = workingIncidents(each, catalog)
      working += names.length
      expect(names).toEqual(
        replayIncidents(each, catalog)
          .filter(({ works }) => works)
          .map(({ caseStudy }) => caseStudy),
      )
    }),
  )
  expect(working).toBeGreaterThan(20)
})

test('a sub-technique stands for its parent, and a mitigated step stops all', () => {
  const [id, techniques] = [...catalog.caseStudies]
    .map(([name, study]) => [name, study.techniques] as const)
    .find(([, used]) => used.some((technique) => !/\.\d{3}$/.test(technique))) as [string, readonly string[]]
  const subs = techniques.map((technique) => exposed(technique.replace(/(T\d{4})$/, '$1.000'), 'open'))
  expect(workingIncidents(subs, catalog)).toContain(id)
  const stopped = subs.map((each, index) => (index === 0 ? { ...each, status: 'mitigated' as const } : each))
  expect(workingIncidents(stopped, catalog)).not.toContain(id)
})
