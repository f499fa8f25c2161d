import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checks } from '../../src/checks/checks.ts'
import { readDecisions } from '../../src/cli/decisions-files.ts'
import { folderWith } from '../cli/run.ts'
import { lintIn, manifest } from './scene.ts'

const page = readFileSync(new URL('../../docs/decisions.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text as string)
const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'))

test('the decisions file on the page is valid', () => {
  const text = blocks.find((block) => block.startsWith('atlaslint-decisions')) ?? ''
  expect(readDecisions('d.yaml', text).result).toMatchObject({
    problems: [],
    file: { decisions: [{ system: 'Support assistant' }] },
  })
})

test('the page names every check of decisions and every option', async () => {
  for (const { id, group } of checks) if (group === 'decisions') expect(page).toContain(`\`${id}\``)
  const { stdout } = await lintIn(folderWith({ 'ai-system.yaml': manifest }), 'lint', '--help')
  for (const option of [
    '--decisions',
    '--decisions-from',
    '--ignore-decisions',
    '--baseline',
    '--no-baseline',
    '--update-baseline',
    '--prune',
    '--show-accepted',
  ]) {
    expect(page).toContain(option)
    expect(stdout).toContain(option)
  }
})

test('a decision of a file is one of a manifest, with its system', () => {
  const { system, ...inFile } = schema('decisions').properties.decisions.items.properties
  const inManifest = schema('manifest').properties.decisions.items.properties
  expect(system).toBeDefined()
  expect(Object.keys(inFile)).toEqual(Object.keys(inManifest))
  const rules = (properties: Record<string, object>) =>
    Object.entries(properties).map(([key, value]) => [key, { ...value, description: '' }])
  expect(rules(inFile)).toEqual(rules(inManifest))
  expect(schema('decisions').properties.decisions.items.allOf).toEqual(
    schema('manifest').properties.decisions.items.allOf,
  )
})
