import { describe, expect, test } from 'vitest'
import { type Finding, type Severity, severities } from '../../src/finding.ts'
import { Exit, exitCode } from '../../src/report/exit-code.ts'
import { computeGate, defaultGate, fails, type GateOptions, withStale } from '../../src/report/gate.ts'
import { cleanReport, sampleFinding, sampleManifest, sampleReport } from './sample.ts'

const reportWith = (severity: Severity, kind: Finding['kind'], gate: Partial<GateOptions>) =>
  sampleReport([sampleManifest({ findings: [sampleFinding({ severity, kind })], judged: kind !== 'input' })], gate)
const codeOf = (severity: Severity, kind: Finding['kind'], gate: Partial<GateOptions>) =>
  exitCode(reportWith(severity, kind, gate))

/** For each `--fail-on`, the exit code of one finding that is low, medium, high, critical. */
const matrix: Record<GateOptions['failOn'], [number, number, number, number]> = {
  none: [0, 0, 0, 0],
  low: [1, 1, 1, 1],
  medium: [0, 1, 1, 1],
  high: [0, 0, 1, 1],
  critical: [0, 0, 0, 1],
}

describe.each(Object.entries(matrix))('--fail-on %s', (name, expected) => {
  const failOn = name as GateOptions['failOn']

  test('fails at this severity and above', () => {
    expect(severities.map((severity) => codeOf(severity, 'exposure', { failOn }))).toEqual(expected)
    expect(severities.map((severity) => codeOf(severity, 'check', { failOn }))).toEqual(expected)
  })

  test('always fails on a manifest that is not valid, also with --exit-zero', () => {
    for (const severity of severities) {
      expect(codeOf(severity, 'input', { failOn })).toBe(Exit.findings)
      expect(codeOf(severity, 'input', { failOn, exitZero: true })).toBe(Exit.findings)
      expect(reportWith(severity, 'input', { failOn }).gate.verdict).toBe('fail')
    }
  })

  test('--exit-zero passes every other finding, and the verdict stays', () => {
    for (const severity of severities) expect(codeOf(severity, 'exposure', { failOn, exitZero: true })).toBe(Exit.clean)
    expect(reportWith('critical', 'exposure', { failOn, exitZero: true }).gate.verdict).toBe(
      failOn === 'none' ? 'pass' : 'fail',
    )
  })

  test('--strict counts every check, whatever else fails, and leaves exposures alone', () => {
    for (const severity of severities) expect(codeOf(severity, 'check', { failOn, strict: true })).toBe(1)
    expect(severities.map((severity) => codeOf(severity, 'exposure', { failOn, strict: true }))).toEqual(expected)
  })
})

test('a clean report is 0, and an unjudged manifest is 1 even without a finding', () => {
  expect(exitCode(cleanReport())).toBe(Exit.clean)
  expect(exitCode(sampleReport([]))).toBe(Exit.clean)
  expect(exitCode(sampleReport([sampleManifest({ findings: [], judged: false })]))).toBe(Exit.findings)
})

test('many findings are still 1: the exit code is never a count', () => {
  const findings = Array.from({ length: 256 }, () => sampleFinding())
  expect(exitCode(sampleReport([sampleManifest({ findings })]))).toBe(1)
})

test('the gate counts all findings by severity, and those that fail', () => {
  const findings = severities.map((severity) => sampleFinding({ severity }))
  expect(computeGate(findings, { failOn: 'high', strict: false, exitZero: false })).toEqual({
    failOn: 'high',
    strict: false,
    exitZero: false,
    failing: 2,
    bySeverity: { low: 1, medium: 1, high: 1, critical: 1 },
    verdict: 'fail',
  })
})

describe('entries of a baseline that nothing answers to', () => {
  const gate = (change: Partial<GateOptions>) => computeGate([], { ...defaultGate, ...change })

  test('are counted, and fail only a strict run', () => {
    expect(withStale(gate({}), 2)).toEqual({ ...gate({}), stale: 2, verdict: 'pass' })
    expect(withStale(gate({ strict: true }), 2)).toEqual({ ...gate({ strict: true }), stale: 2, verdict: 'fail' })
    expect(withStale(gate({ strict: true }), 1).verdict).toBe('fail')
  })

  test('fail nothing where there is none, and with --strict whatever else fails', () => {
    expect(withStale(gate({ strict: true }), 0).verdict).toBe('pass')
    expect(withStale(gate({ strict: true, failOn: 'none' }), 2).verdict).toBe('fail')
    expect(withStale(gate({ failOn: 'none' }), 2).verdict).toBe('pass')
  })

  test('leave a verdict that is worse', () => {
    const failing = computeGate([sampleFinding()], defaultGate)
    expect(withStale(failing, 0)).toEqual({ ...failing, stale: 0, verdict: 'fail' })
  })
})

test('what a baseline knows fails nothing and is not counted, save for a manifest that is not valid', () => {
  const known = sampleFinding({ baselined: true })
  expect(computeGate([known], defaultGate)).toMatchObject({ failing: 0, verdict: 'pass', bySeverity: { critical: 0 } })
  expect(fails(known, { failOn: 'low', strict: true })).toBe(false)
  expect(fails({ ...known, kind: 'check' }, { failOn: 'low', strict: true })).toBe(false)
  expect(fails({ ...known, kind: 'input' }, { failOn: 'none', strict: false })).toBe(true)
})

test('the four exit codes', () => {
  expect(Exit).toEqual({ clean: 0, findings: 1, usage: 2, internal: 3 })
})

test('what could not be judged is not clean, whatever else is asked', () => {
  const report = (judged: boolean) =>
    sampleReport([sampleManifest({ findings: [sampleFinding()], judged })], { exitZero: true })
  expect([exitCode(report(false)), exitCode(report(true))]).toEqual([1, 0])
})
