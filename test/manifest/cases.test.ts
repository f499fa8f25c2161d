import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { buildSystem } from '../../src/system/build-system.ts'
import { read } from './reading.ts'

const folder = fileURLToPath(new URL('../../../shared/cases/', import.meta.url))
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ai-system.yaml')) : []

describe.skipIf(files.length === 0)('the systems of published incidents', () => {
  test('are there, all of them', () => expect(files).toHaveLength(29))

  test.each(files)('%s has no problems and becomes a graph', (file) => {
    const { manifest, located } = read(readFileSync(`${folder}${file}`, 'utf8'))
    expect(located).toEqual([])
    expect(manifest && buildSystem(manifest).flows).toHaveLength(manifest?.flows?.length ?? -1)
  })
})
