import { expect, test } from 'vitest'
import type { Subject } from '../../src/finding.ts'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { ownerOf } from '../../src/system/owner-of.ts'

const manifest = {
  system: { name: 'Shop', owner: 'all' },
  zones: { inside: { owner: 'inside' }, outside: {} },
  data: { orders: { owner: 'orders' }, logs: {} },
  components: {
    own: { kind: 'agent', zone: 'inside', owner: 'own' },
    inherited: { kind: 'llm', zone: 'inside' },
    nobody: { kind: 'web', zone: 'outside' },
  },
  flows: [
    { from: 'nobody', to: 'own' },
    { from: 'own', to: 'nobody' },
    { id: 'lonely', from: 'nobody', to: 'nobody' },
  ],
  controls: { guard: { owner: 'guards' }, other: {} },
} as unknown as Manifest

test.each<[Subject['type'], string, string]>([
  ['component', 'own', 'own'],
  ['component', 'inherited', 'inside'],
  ['component', 'nobody', 'all'],
  ['flow', 'nobody -> own', 'own'],
  ['flow', 'own -> nobody', 'own'],
  ['flow', 'lonely', 'all'],
  ['data', 'orders', 'orders'],
  ['data', 'logs', 'all'],
  ['zone', 'inside', 'inside'],
  ['zone', 'outside', 'all'],
  ['control', 'guard', 'guards'],
  ['control', 'constructor', 'all'],
  ['system', 'system', 'all'],
  ['decision', '0', 'all'],
  ['owner', 'own', 'all'],
])('%s %s is answered for by %s', (type, id, owner) => {
  expect(ownerOf({ type, id }, buildSystem(manifest))).toBe(owner)
})

test('nobody answers where nobody is named', () => {
  const { owner: _, ...system } = manifest.system as { name: string; owner: string }
  const unowned = buildSystem({ ...manifest, system } as unknown as Manifest)
  expect(ownerOf({ type: 'component', id: 'nobody' }, unowned)).toBeUndefined()
})
