import { describe, expect, test } from 'vitest'
import { coverageOf, worstStatuses } from '../../src/analysis/coverage.ts'
import { type Exposure, statuses } from '../../src/analysis/exposure.ts'
import { exposureFindings } from '../../src/analysis/exposure-findings.ts'
import { analyse } from '../../src/analysis/exposures.ts'
import { ruleOf, systemOf } from '../rules/ask.ts'
import { catalog, injection, judgeTwoWays, only } from './judge.ts'

// AML.M0020 guardrails prevent and answer AML.T0051; AML.M0024 telemetry detects; AML.M0022 alignment limits.
const guard = (on: string, more = 'status: implemented') =>
  `controls: { guard: { implements: [AML.M0020], on: [${on}], ${more} } }`
const status = (more: string, now?: string) => only(judgeTwoWays(more, [injection], now)).status

describe('statuses', () => {
  test('open without a control', () => expect(status('')).toBe('open'))
  test('mitigated when no way is left', () => {
    expect(status(guard('agent'))).toBe('mitigated')
    expect(status(guard('customer -> agent, mailbox -> agent'))).toBe('mitigated')
    expect(status(guard('"*"'))).toBe('mitigated')
  })
  test('partly mitigated when one is left, and the way around is named', () => {
    const exposure = only(judgeTwoWays(guard('customer -> agent')))
    expect(exposure.status).toBe('partly-mitigated')
    expect(exposure.path.map(({ via }) => via)).toEqual(['mailbox -> agent'])
    expect(exposure.wayAround).toBe('mailbox -> agent is open: guard stands on customer -> agent only')
  })
  test('a control that stands elsewhere changes nothing', () => {
    const more = guard('elsewhere')
    expect(only(judgeTwoWays(more.replace('controls:', 'controls:'), [injection])).status).toBe('open')
  })
  test('a control of another technique changes nothing', () => {
    expect(status('controls: { backup: { implements: [AML.M0012], on: [agent], status: verified } }')).toBe('open')
  })
  test('covers cuts without a mitigation, for the sub-techniques too', () => {
    expect(status('controls: { own: { covers: [AML.T0051], on: [agent], status: implemented } }')).toBe('mitigated')
    expect(status('controls: { own: { covers: [AML.T0051.000], on: [agent], status: implemented } }')).toBe('open')
  })
  test('detection is not mitigation', () => {
    expect(status('controls: { log: { implements: [AML.M0024], on: [agent], status: verified } }')).toBe('detected')
    expect(status('controls: { log: { implements: [AML.M0024], on: [elsewhere], status: verified } }')).toBe('open')
  })
  test('what notices one of two ways has not detected it', () => {
    const log = (on: string) => `controls: { log: { implements: [AML.M0024], on: [${on}], status: verified } }`
    expect(status(log('customer -> agent'))).toBe('open')
    expect(status(log('customer -> agent, mailbox -> agent'))).toBe('detected')
  })
  test('only what is partly mitigated has a way around', () => {
    for (const more of ['', guard('agent'), guard('agent', 'status: planned, due: 2027-01-01')])
      expect(only(judgeTwoWays(more))).not.toHaveProperty('wayAround')
  })
  test('controls are told apart, however their names begin and end', () => {
    const covering = (technique: string, on: string) => `{ covers: [${technique}], on: [${on}], status: implemented }`
    const controls = `
controls:
  a: ${covering('AML.T0051', 'agent')}
  bc: ${covering('AML.T0051', 'agent')}
  ab: ${covering('AML.T0053', 'customer -> agent')}
  c: ${covering('AML.T0053', 'customer -> agent')}
`
    const misuse = ruleOf(`
id: misuse
technique: AML.T0053
subject: { component: { kind: agent } }
when: { reached-from: { from: { written-by: anyone }, carrying: text } }
`)
    const { exposures } = judgeTwoWays(controls, [injection, misuse])
    expect(
      exposures.map(({ rule, status, controls }) => [rule, status, controls.map(({ control }) => control)]),
    ).toEqual([
      ['misuse', 'partly-mitigated', ['ab', 'c']],
      ['injection', 'mitigated', ['a', 'bc']],
    ])
  })
  test.each([
    ['retired', 'status: retired', 'open'],
    ['planned without a date', 'status: planned', 'open'],
    ['planned until today', 'status: planned, due: 2026-11-24', 'planned'],
    ['planned until yesterday', 'status: planned, due: 2026-11-23', 'open'],
    [
      'failed by its newest evidence',
      'status: verified, evidence: [{ date: 2026-01-01, result: pass }, { date: 2026-02-01, result: fail }]',
      'open',
    ],
    [
      'passed by its newest evidence',
      'status: verified, evidence: [{ date: 2026-02-01, result: pass }, { date: 2026-01-01, result: fail }]',
      'mitigated',
    ],
    [
      'failed for another technique',
      'status: verified, evidence: [{ date: 2026-02-01, result: fail, technique: AML.T0015 }]',
      'mitigated',
    ],
    [
      'failed for the parent technique',
      'status: verified, evidence: [{ date: 2026-02-01, result: fail, technique: AML.T0051 }]',
      'open',
    ],
  ])('a control that is %s', (_, control, expected) => expect(status(guard('agent', control))).toBe(expected))
})

describe('a mitigation for the other kind of model does not answer', () => {
  // AML.M0003 is named for predictive models only.
  const evasion = ruleOf(
    'id: evasion\ntechnique: AML.T0015\nsubject: { component: { kind: model } }\nanswered-by: [AML.M0015]',
  )
  const judged = (kind: string) =>
    only(
      analyse({
        system: systemOf(
          `components: { m: { kind: ${kind} } }\ncontrols: { detector: { implements: [AML.M0015], on: [m], status: implemented } }`,
        ),
        catalog,
        rules: [evasion],
        now: '2026-11-24',
      }),
    )
  test('predictive: cut', () => expect(judged('predictive-model').status).toBe('mitigated'))
  test('language model: open', () => expect(judged('llm').status).toBe('open'))
})

describe('limits', () => {
  const rule = (more: string) =>
    ruleOf(
      `id: limited\ntechnique: AML.T0034\nimpact: [cost]\nanswered-by: [AML.M0004]\nsubject: { component: { kind: agent } }\n${more}`,
    )
  const limiter = 'controls: { limiter: { implements: [AML.M0004], on: [agent], status: implemented } }'
  test('cut where the rule says that is enough', () => {
    expect(only(judgeTwoWays(limiter, [rule('limits-suffice: true')])).status).toBe('mitigated')
  })
  test('lower the sum by one elsewhere', () => {
    const open = only(judgeTwoWays('', [rule('')]))
    const limited = only(judgeTwoWays(limiter, [rule('')]))
    expect(limited.status).toBe('open')
    expect(limited.reasons.score).toBe(open.reasons.score - 1)
  })
})

describe('decisions', () => {
  const decide = (more: string) => `decisions: [{ technique: AML.T0051.001, reason: r, owner: o, ${more} }]`
  test.each([
    ['accepted until its last day', 'treatment: accept, expires: 2026-11-24', 'accepted'],
    ['accepted until yesterday', 'treatment: accept, expires: 2026-11-23', 'open'],
    ['transferred', 'treatment: transfer, expires: 2027-01-01', 'accepted'],
    ['not applicable', 'treatment: not-applicable', 'not-applicable'],
    ['avoided', 'treatment: avoid', 'not-applicable'],
    ['promised', 'treatment: mitigate, due: 2026-12-01', 'planned'],
    ['promised for yesterday', 'treatment: mitigate, due: 2026-11-23', 'open'],
    ['on the subject', 'treatment: not-applicable, on: agent', 'not-applicable'],
    ['on another subject', 'treatment: not-applicable, on: mailbox', 'open'],
  ])('%s', (_, more, expected) => expect(status(decide(more))).toBe(expected))

  test('a decision on the parent technique holds for its sub-techniques', () => {
    expect(status('decisions: [{ technique: AML.T0051, treatment: not-applicable, reason: r }]')).toBe('not-applicable')
  })
  test('what is mitigated needs no decision', () => {
    expect(status(`${guard('agent')}\n${decide('treatment: accept, expires: 2027-01-01')}`)).toBe('mitigated')
  })
})

describe('findings', () => {
  const findings = (more: string) => {
    const system = systemOf(
      `components: { w: { kind: web }, agent: { kind: agent } }\nflows: [{ from: w, to: agent, carries: [web-content] }]\n${more}`,
    )
    const { exposures } = analyse({ system, catalog, rules: [injection], now: '2026-11-24' })
    return exposureFindings(exposures, [injection], system.manifest).map(({ finding }) => finding)
  }
  test('name source, subject and path, and point at the subject', () => {
    expect(findings('')[0]).toMatchObject({
      message: 'Content from w reaches agent: w -> agent.',
      place: { path: ['components', 'agent'], part: 'key' },
      path: ['w', 'agent'],
    })
  })
  test('a promise is reported as low, with who and when', () => {
    expect(findings(guard('agent', 'status: planned, due: 2027-01-01, owner: appsec'))[0]).toMatchObject({
      severity: 'low',
      message: 'Content from w reaches agent: w -> agent. guard is planned by appsec for 2027-01-01.',
    })
  })
  test('what is settled is no finding', () => expect(findings(guard('agent'))).toEqual([]))
})

describe('the statuses of a technique', () => {
  test('are counted worst first', () => {
    expect(Object.keys(coverageOf([], catalog).byStatus)).toEqual(statuses)
  })
  test.each([
    ['open', 'partly-mitigated'],
    ['partly-mitigated', 'detected'],
    ['detected', 'planned'],
    ['planned', 'accepted'],
    ['accepted', 'not-applicable'],
    ['not-applicable', 'mitigated'],
  ] as const)('come to %s rather than to %s', (worse, better) => {
    const exposures = [better, worse, better].map((status) => ({ technique: 'AML.T0051', status }) as Exposure)
    expect(worstStatuses(exposures).get('AML.T0051')).toBe(worse)
  })
})

test('what is equally bad is told in the order of the names', () => {
  const rule = ruleOf('technique: AML.T0051\nsubject: { component: { kind: agent } }')
  const system = systemOf('components: { c: { kind: agent }, a: { kind: agent }, b: { kind: agent } }')
  const { exposures } = analyse({ system, catalog, rules: [rule], now: '2026-11-24' })
  expect(exposures.map(({ subject }) => subject.id)).toEqual(['a', 'b', 'c'])
})

describe('several rules', () => {
  const again = ruleOf('id: again\ntechnique: AML.T0051.001\nimpact: [safety]\nsubject: { component: { kind: agent } }')
  test('that raise one technique on one subject make one exposure', () => {
    expect(only(judgeTwoWays('', [injection, again]))).toMatchObject({ rule: 'again', alsoRaisedBy: ['injection'] })
  })
})
