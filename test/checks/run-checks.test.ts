import { expect, test } from 'vitest'
import { checks } from '../../src/checks/checks.ts'
import { controlCases } from './cases/controls.ts'
import { decisionCases } from './cases/decisions.ts'
import { changed, firingText } from './check-case.ts'
import { checkManifest } from './check-manifest.ts'
import { clean, executed, rule, usualRules } from './clean.ts'

test('a finding carries what its check says, and its own fix before that of the check', () => {
  const { findings } = checkManifest(changed(clean, [['  owner: support\n  catalog', '  catalog']]))
  const check = checks.find(({ id }) => id === 'system-without-owner')
  expect(findings).toEqual([
    {
      rule: 'system-without-owner',
      kind: 'check',
      severity: 'medium',
      subject: { type: 'system', id: 'system' },
      message: "System 'Support assistant' has no owner.",
      why: check?.why,
      fix: 'Add `owner:` under `system` with one of support and appsec.',
      place: { path: ['system'], part: 'key' },
      related: [],
    },
  ])
})

test('a fact that settles one technique names it, with the line to add', () => {
  const limits = rule({
    id: 'unbounded',
    technique: 'AML.T0034',
    subject: { component: { kind: 'llm', limits: { 'none-of': ['spend'] } } },
    unknown: { limits: 'ask' },
  })
  const { findings } = checkManifest(clean, { rules: [...usualRules, limits] })
  expect(findings).toMatchObject([
    {
      rule: 'unknown-fact',
      technique: 'AML.T0034',
      fix: "Add to 'model': `limits: [rate, spend, size, steps]` (keep what holds; [] for none).",
    },
  ])
})

test('a fact is asked of the flow that leaves it out, not of another one with the same ends', () => {
  const anonymous = rule({
    id: 'anonymous',
    technique: 'AML.T0034',
    subject: { flow: { carries: 'file', auth: 'none' } },
    unknown: { auth: 'ask' },
  })
  const text = changed(clean, [['auth: user }', 'auth: user }\n  - { from: customer, to: agent, carries: [file] }']])
  expect(checkManifest(text, { rules: [...usualRules, anonymous] }).findings).toMatchObject([
    { rule: 'unknown-fact', technique: 'AML.T0034', place: { path: ['flows', 1] } },
  ])
})

test('an idle control is told where it would be of use', () => {
  const idle = controlCases.find(({ check }) => check === 'idle-control')
  const { findings } = checkManifest(idle === undefined ? '' : firingText(idle))
  expect(findings.find(({ rule: id }) => id === 'idle-control')?.fix).toBe(
    'What it answers is open at agent: let it stand there, too.',
  )
  // What is accepted is not open: the model is not offered.
  const covering = changed(clean, [
    ['implements: [AML.M0020]\n    on: [customer -> agent]', 'covers: [AML.T0034, AML.T0011]\n    on: [desk]'],
  ])
  expect(checkManifest(covering).findings.find(({ rule: id }) => id === 'idle-control')?.fix).toMatch(/^Check that/)
})

test('an idle control is not sent where the rule would not accept it', () => {
  const executing = rule({ ...executed, subject: { component: { kind: 'agent' } } })
  const fixOf = (implemented: string) => {
    const text = changed(clean, [
      ['implements: [AML.M0020]\n    on: [customer -> agent]', `implements: [${implemented}]\n    on: [desk]`],
    ])
    const { findings } = checkManifest(text, { rules: [executing] })
    return findings.find(({ rule: id }) => id === 'idle-control')?.fix
  }
  // ATLAS links M0011 to the technique, too; the rule does not accept it.
  expect(fixOf('AML.M0020')).toBe('What it answers is open at agent: let it stand there, too.')
  expect(fixOf('AML.M0011')).toMatch(/^Check that/)
})

test('decisions on two flows with the same ends are two targets, and not that of both', () => {
  const decide = (...targets: string[]) => {
    const decisions = targets.map(
      (on) => `  - { technique: AML.T0012, on: ${on}, treatment: avoid, reason: Gone., owner: support }\n`,
    )
    const { findings } = checkManifest(
      changed(clean, [
        ['auth: user }', 'auth: user, id: chat }\n  - { id: voice, from: customer, to: agent, carries: [prompt] }'],
        ['decisions:\n', `decisions:\n${decisions.join('')}`],
      ]),
    )
    return findings.filter(({ rule: id }) => id === 'duplicate-decision').length
  }
  expect(decide('chat', 'voice')).toBe(0)
  expect(decide('customer -> agent', 'voice')).toBe(0)
  expect(decide('voice', 'voice')).toBe(1)
})

test('the second of two decisions points at the first', () => {
  const twice = decisionCases.find(({ check }) => check === 'duplicate-decision')
  const { findings } = checkManifest(twice === undefined ? '' : firingText(twice))
  expect(findings[0]?.related).toEqual([{ place: { path: ['decisions', 0, 'technique'] }, note: 'the first' }])
})

test('a flow named by its id and by its ends is one target', () => {
  const { findings } = checkManifest(
    changed(clean, [
      ['auth: user }', 'auth: user, id: chat }'],
      [
        'decisions:\n',
        'decisions:\n  - { technique: AML.T0012, on: chat, treatment: avoid, reason: Gone., owner: support }\n  - { technique: AML.T0012, on: customer -> agent, treatment: avoid, reason: Gone., owner: support }\n',
      ],
    ]),
  )
  expect(findings.map(({ rule: id }) => id)).toEqual(['unused-decision', 'unused-decision', 'duplicate-decision'])
})

test('a retired system is excused from owners, completeness and review, not from its decisions', () => {
  const text = changed(clean, [
    ['  owner: support\n  catalog', '  stage: retired\n  catalog'],
    ['memory: thread }', 'memory: thread }\n  lonely: { kind: agent }'],
    ['  reviewed: 2026-09-14\n', ''],
    ['expires: 2027-06-30', 'expires: 2026-09-30'],
  ])
  expect(checkManifest(text).findings.map(({ rule: id }) => id)).toEqual(['expired-decision'])
})

test('a manifest with nothing in it but a component is told what is missing, once each', () => {
  const { findings } = checkManifest('atlaslint: 1\nsystem: { name: Small }\ncomponents: { bot: { kind: agent } }\n')
  expect(findings.map(({ rule: id, severity }) => `${severity} ${id}`)).toEqual([
    'medium system-without-owner',
    'medium component-without-owner',
    'low agent-without-tools',
    'low agent-without-memory',
    'low unconnected-component',
    'low component-without-zone',
    'low never-reviewed',
  ])
})

test('a failed control names the technique that it failed against, where there is one', () => {
  const failing = controlCases.find(({ check }) => check === 'failed-evidence')
  const text = failing === undefined ? '' : firingText(failing)
  expect(checkManifest(text).findings[0]).toMatchObject({ rule: 'failed-evidence', technique: 'AML.T0051' })
  const general = changed(text, [[', technique: AML.T0051 }', ' }']])
  expect(checkManifest(general).findings[0]).not.toHaveProperty('technique')
})

test('an expired decision says what to do: decide again where something is open, else delete it', () => {
  const expired = changed(clean, [['expires: 2027-06-30', 'expires: 2026-09-30']])
  expect(checkManifest(expired).findings[0]?.fix).toMatch(/^Close the risk/)
  expect(checkManifest(expired, { rules: [] }).findings.at(-1)?.fix).toMatch(/^Delete the decision/)
})

test('a model of our own is offered the dataset that is there', () => {
  const text = changed(clean, [
    ['provenance: vendor }', 'provenance: first-party }'],
    ['components:\n', 'components:\n  past: { kind: dataset, zone: prod }\n'],
    ['flows:\n', 'flows:\n  - { from: desk, to: past, carries: [document] }\n'],
  ])
  expect(checkManifest(text).findings[0]?.fix).toContain('`trained-on: [past]`')
})

test('a decision for the whole system is called by its technique', () => {
  const text = changed(clean, [['technique: AML.T0011\n    on: model', 'technique: AML.T0034\n    on: "*"']])
  expect(checkManifest(text).findings.map(({ subject }) => subject)).toEqual([{ type: 'decision', id: 'AML.T0034' }])
})
