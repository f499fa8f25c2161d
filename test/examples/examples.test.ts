import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { lintEngine } from '../../src/cli/lint-engine.ts'
import { exitCode } from '../../src/report/exit-code.ts'
import { defaultGate } from '../../src/report/gate.ts'
import type { LocatedFinding, ManifestReport, Report } from '../../src/report/report.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'examples')
const engine = lintEngine.prepare(join(root, 'dist'), [])

function lintExample(name: string): Report {
  const bytes = readFileSync(join(folder, name, 'ai-system.yaml'))
  const exists = (reference: string) => existsSync(join(folder, name, reference))
  const input = { name: `examples/${name}/ai-system.yaml`, bytes, exists }
  return engine.lint([input], { ...defaultGate, version: '0.0.0', now: '2026-11-24' })
}

function judged(name: string): ManifestReport {
  return lintExample(name).manifests[0] as ManifestReport
}

/** What a change of rules, catalog or tool changes for a reader, without the wording. */
function lineOf(
  { severity, technique, rule, subject, exposure }: LocatedFinding,
  { exposures }: ManifestReport,
): string {
  const status = exposure === undefined ? '-' : exposures[exposure]?.status
  return `${severity} ${technique ?? '-'} ${rule} ${subject.id} ${status}\n`
}

function evidenceOf(name: string): string[] {
  const { controls } = load(readFileSync(join(folder, name, 'ai-system.yaml'), 'utf8')) as {
    controls: Record<string, { evidence?: { ref: string }[] }>
  }
  return Object.values(controls).flatMap(({ evidence }) => (evidence ?? []).map(({ ref }) => ref))
}

const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))

test('all five are there', () => {
  expect(names.sort()).toEqual(['card-fraud', 'coding-agent', 'door-camera', 'internal-llm', 'support-chatbot'])
})

describe.each(names)('%s', (name) => {
  test('is a valid manifest that the tool knows every fact of', () => {
    const { judged: valid, findings } = judged(name)
    expect(findings.filter(({ kind }) => kind === 'input')).toEqual([])
    expect(valid).toBe(true)
    expect(findings.filter(({ rule }) => rule === 'unknown-fact').map(({ message }) => message)).toEqual([])
  })

  test('reports what it reported before', async () => {
    const report = judged(name)
    const lines = report.findings.map((finding) => lineOf(finding, report)).join('')
    await expect(lines).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })

  test('rests on evidence that is there, and on all of it', () => {
    const referenced = [...new Set(evidenceOf(name))].sort()
    const present = readdirSync(join(folder, name, 'evidence')).map((file) => `evidence/${file}`)
    expect(referenced).toEqual(present.sort())
  })
})

describe('what each one shows', () => {
  test('door-camera is clean, and not because nothing applies to it', () => {
    const report = lintExample('door-camera')
    expect(exitCode(report)).toBe(0)
    const mitigated = report.manifests[0]?.exposures.filter(({ status }) => status === 'mitigated') ?? []
    expect(mitigated.length).toBeGreaterThan(5)
    expect(mitigated.some(({ technique }) => technique === 'AML.T0015')).toBe(true)
  })

  test.each(names.filter((name) => name !== 'door-camera'))('%s has something to do', (name) => {
    expect(exitCode(lintExample(name))).toBe(1)
  })

  test('support-chatbot: the tickets go around the guard on the chat box', () => {
    const { exposures } = judged('support-chatbot')
    const indirect = exposures.find(({ technique }) => technique === 'AML.T0051.001')
    expect(indirect?.status).toBe('partly-mitigated')
    expect(indirect?.path.map(({ from }) => from)).toContain('ticket-mailbox')
    const direct = exposures.find(({ technique }) => technique === 'AML.T0051.000')
    expect(direct?.status).toBe('mitigated')
  })

  test.each([
    ['coding-agent', 'planned'],
    ['coding-agent', 'accepted'],
    ['card-fraud', 'partly-mitigated'],
    ['internal-llm', 'planned'],
    ['support-chatbot', 'accepted'],
    ['door-camera', 'not-applicable'],
  ])('%s has something %s', (name, status) => {
    expect(judged(name).exposures.map((exposure) => exposure.status)).toContain(status)
  })
})
