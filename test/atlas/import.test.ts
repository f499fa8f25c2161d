import { describe, expect, test } from 'vitest'
import { maxCatalogSize } from '../../src/atlas/import/import.ts'
import { isBelow, pointerIn } from '../../src/atlas/import/pointer.ts'
import { releaseInName } from '../../src/atlas/import/release.ts'
import { format3, format5, format6 } from './import-snippets.ts'
import { bundled, imported, refused, slips, told } from './importing.ts'

describe('format 3', () => {
  const { catalog, slips: found, notes } = imported(format3)

  test('gives tactics in the order of the list, and sub-techniques the tactics of their parent', () => {
    expect(found).toEqual([])
    expect(catalog.release).toBe('3.0.0')
    expect(catalog.tactics.map(({ id }) => id)).toEqual(['AML.TA0002', 'AML.TA0000'])
    expect(catalog.techniques.get('AML.T0000.000')).toMatchObject({
      fullName: 'Read about it: Papers',
      parent: 'AML.T0000',
      tactics: ['AML.TA0002'],
      incidents: 1,
    })
    expect(catalog.mitigations.size).toBe(0)
  })

  test('gives case studies with their steps; those on the target stand in the short list', () => {
    expect(catalog.caseStudies.get('AML.CS0000')).toMatchObject({
      name: 'Somebody asked',
      granularity: 'YEAR',
      date: '2020-01-01',
      techniques: ['AML.T0040'],
      procedure: [
        { technique: 'AML.T0000.000', tactic: 'AML.TA0002' },
        { technique: 'AML.T0040', tactic: 'AML.TA0000' },
      ],
      references: ['https://example.org/a'],
    })
  })

  test('takes the maturity that was told first later, and says so', () => {
    expect(bundled.techniques.get('AML.T0000')?.maturityChanged?.[0]?.from).toBe('demonstrated')
    expect(catalog.techniques.get('AML.T0000')?.maturity).toBe('demonstrated')
    expect(notes[0]).toBe(
      'ATLAS 3.0.0 states no maturity for 3 of 3 techniques: they have the first that ATLAS stated later',
    )
    const strange = imported(format3.replaceAll('AML.T0040', 'AML.T9999'))
    expect(strange.catalog.techniques.get('AML.T9999')?.maturity).toBe('feasible')
    expect(strange.notes[0]).toMatch(/and 1 never had one and counts as feasible: AML\.T9999$/)
  })
})

describe('format 5', () => {
  const { catalog, json, slips: found } = imported(format5)

  test('gives maturity, dates, ATT&CK ids, mitigations and their links', () => {
    expect(found).toEqual([])
    expect(catalog.tactics).toMatchObject([{ created: '2022-01-24', modified: '2025-04-09' }, { attack: 'TA0043' }])
    expect(catalog.techniques.get('AML.T0040')).toMatchObject({ maturity: 'realized', mitigations: ['AML.M0004'] })
    expect(catalog.mitigations.get('AML.M0004')).toMatchObject({
      name: 'Fewer questions',
      category: ['Technical - ML'],
      lifecycle: ['Deployment'],
      techniques: ['AML.T0040'],
    })
    expect(catalog.caseStudies.get('AML.CS0000')).toMatchObject({ type: 'exercise', granularity: 'MONTH' })
  })

  test('takes the class of a mitigation from our review, never from the file', () => {
    const { class: effect, defends, reason } = bundled.mitigations.get('AML.M0004') as never
    expect(catalog.mitigations.get('AML.M0004')).toMatchObject({ class: effect, defends, reason })
    expect(effect).toBe('limits')
  })

  test('a mitigation that we have not reviewed never cuts, and is named', () => {
    const { catalog: other, notes } = imported(format5.replace('AML.M0004', 'AML.M0999'))
    expect(other.mitigations.get('AML.M0999')).toMatchObject({ class: 'governs', defends: 'any' })
    expect(notes).toContain('not reviewed by atlaslint, so they govern and never cut: AML.M0999')
  })

  test('says what a file of a known release lacks', () => {
    const { notes } = imported(format5)
    expect(notes.join('\n')).toMatch(
      /ATLAS 5\.4\.0 has techniques that the file has not: AML\.T0000\.001, AML\.T0000\.002, .* more$/m,
    )
  })

  test('holds no sentence of the file', () => {
    expect(JSON.stringify(json)).not.toContain('Count them')
  })
})

describe('format 6', () => {
  const { catalog, slips: found } = imported(format6)

  test('gives what format 5 gives, and platforms', () => {
    expect(found).toEqual([])
    expect(catalog.tactics.map(({ id }) => id)).toEqual(['AML.TA0002', 'AML.TA0000'])
    const other = imported(format5).catalog
    for (const id of ['AML.T0000', 'AML.T0000.000', 'AML.T0040']) {
      const { fullName, parent, tactics, maturity, mitigations, incidents } = other.techniques.get(id) as never
      expect(catalog.techniques.get(id), id).toMatchObject({
        fullName,
        parent,
        tactics,
        maturity,
        mitigations,
        incidents,
      })
    }
    expect(catalog.techniques.get('AML.T0040')?.platforms).toEqual(['Predictive AI'])
    expect(catalog.mitigations.get('AML.M0004')).toMatchObject({
      category: ['Technical - ML'],
      lifecycle: ['Deployment'],
    })
    expect(catalog.caseStudies.get('AML.CS0000')).toMatchObject({
      type: 'exercise',
      granularity: 'MONTH',
      date: '2020-02-01',
    })
  })

  test('an unquoted release that lost its zero', () => {
    expect(imported(format6.replace("'2026.09'", '2026.10')).catalog.release).toBe('2026.10')
  })

  test.each([
    [
      'list',
      'achieves:\n    - { source: AML.T0040',
      'mitigates:\n    - { source: AML.T0040',
      /^29:67 a relation 'achieves' stands in the list 'mitigates'/,
    ],
    [
      'key',
      'AML.M0004:\n    mitigates',
      'AML.M0000:\n    mitigates',
      /^32:17 a relation of 'AML.M0004' stands under 'AML.M0000'/,
    ],
  ])('a relation in the wrong %s is taken for what it says itself', (_, right, wrong, slip) => {
    const result = imported(format6.replace(right, wrong))
    expect(result.slips.map(told)).toEqual([expect.stringMatching(slip)])
    expect(result.catalog.techniques.get('AML.T0040')).toMatchObject({
      tactics: ['AML.TA0000'],
      mitigations: ['AML.M0004'],
    })
  })

  test.each([
    [
      'target: AML.T0040, relationship-type: mitigates',
      'relationship-type: mitigates',
      "a relation of 'AML.M0004' has no target: left out",
    ],
    ['relationship-type: mitigates', 'relationship-type: prevents', "'prevents' is no type of relation: left out"],
    [
      'target: AML.T0040, relationship-type: mitigates',
      'target: AML.TA0000, relationship-type: mitigates',
      "'AML.TA0000' cannot be what 'mitigates' leads to: left out",
    ],
  ])('a relation that is none: %s', (right, wrong, slip) => {
    const result = imported(format6.replace(right, wrong))
    expect(result.slips.map(({ message }) => message)).toEqual([slip])
    expect(result.catalog.mitigations.get('AML.M0004')?.techniques).toEqual([])
  })

  test('a tactic without a place in the matrix comes last, an object that calls itself otherwise keeps its key', () => {
    expect(
      slips(
        format6.replace(
          'target: AML.TA0002, relationship-type: sequences, position: 1',
          'target: AML.TA0002, relationship-type: sequences',
        ),
      ),
    ).toEqual([
      '7:15 AML.TA0002 has no place in the matrix: it comes last',
      "19:7 'AML.TA0002' has no position of its own in the matrix",
    ])
    expect(slips(format6.replace('{ id: AML.TA0000', '{ id: AML.TA0009'))).toEqual([
      "6:21 AML.TA0000 says that its id is 'AML.TA0009': AML.TA0000 is taken",
    ])
  })

  test('a sub-technique with tactics of its own gets those of its parent', () => {
    const own = '  AML.T0000.000:\n    achieves: [{ source: AML.T0000.000, target: AML.TA0000 }]\n'
    const result = imported(format6.replace('  AML.T0000.000:\n    specializes', `${own}    specializes`))
    expect(result.slips.map(({ message }) => message)).toEqual([
      'AML.T0000.000 has other tactics (AML.TA0000) than AML.T0000: those of AML.T0000 are taken',
    ])
    expect(result.catalog.techniques.get('AML.T0000.000')?.tactics).toEqual(['AML.TA0002'])
  })

  test('a later format is refused, not guessed', () => {
    expect(refused(format6.replace('6.0.0', '7.0.0'))).toEqual([
      "2:1 ATLAS data of format '7.0.0' is not read: an update of atlaslint may know it",
    ])
  })
})

describe('slips', () => {
  test('a link among the life-cycle phases is a link', () => {
    const result = imported(format5.replace('[Deployment]', '[Deployment, { id: AML.T0000, use: Hide it. }]'))
    expect(result.slips.map(told)).toEqual([
      "19:32 AML.T0000 stands in 'ml-lifecycle' of AML.M0004: taken as a link of the mitigation",
    ])
    expect(result.catalog.mitigations.get('AML.M0004')).toMatchObject({
      lifecycle: ['Deployment'],
      techniques: ['AML.T0000', 'AML.T0040'],
    })
  })

  test('a link twice, and a link to nothing', () => {
    const more = '    - { id: AML.T0040, use: again }\n    - { id: AML.T0777 }\n'
    const result = imported(format5.replace('    - { id: AML.T0040, use: Count them. }\n', (line) => line + more))
    expect(result.slips.map(told)).toEqual([
      '22:7 AML.M0004 names AML.T0040 twice: one is taken',
      "23:7 AML.M0004 names 'AML.T0777', which the file does not have: left out",
    ])
    expect(result.catalog.mitigations.get('AML.M0004')?.techniques).toEqual(['AML.T0040'])
  })

  test('the release in the name of the file wins over a forgotten one inside', () => {
    const result = imported(format5, 'dist/ATLAS-5.4.1.yaml')
    expect(result.catalog.release).toBe('5.4.1')
    expect(result.slips.map(told)).toEqual(['2:1 the file states release 5.4.0, its name 5.4.1: 5.4.1 is taken'])
    expect(slips(format5, 'ATLAS-5.4.0.yaml')).toEqual([])
  })

  test.each([
    [
      'an id twice',
      '- { id: AML.T0040, name: Ask',
      '- { id: AML.T0000, name: Ask',
      'AML.T0000 is there twice: the first one is taken',
    ],
    ['no id', '{ id: AML.T0040, name: Ask', '{ name: Ask', 'a technique without id: left out'],
    ['a strange id', '{ id: AML.T0040, name: Ask', '{ id: T40, name: Ask', "'T40' is no id of a technique: left out"],
    ['no name', 'name: Ask the model, tactics', 'tactics', 'AML.T0040 has no name: its id stands for it'],
    [
      'an unknown tactic',
      'tactics: [AML.TA0000]',
      'tactics: [AML.TA0000, AML.TA0099]',
      "AML.T0040 names the tactic 'AML.TA0099', which the file does not have: left out",
    ],
    [
      'another parent',
      'subtechnique-of: AML.T0000',
      'subtechnique-of: AML.T0040',
      "AML.T0000.000 names the parent 'AML.T0040': AML.T0000 is taken, as its id says",
    ],
    [
      'no parent',
      'subtechnique-of: AML.T0000, ',
      '',
      'AML.T0000.000 names no parent: AML.T0000 is taken, as its id says',
    ],
    [
      'an orphan',
      'AML.T0000.000, name: Papers, subtechnique-of: AML.T0000',
      'AML.T0001.000, name: Papers, subtechnique-of: AML.T0001',
      'AML.T0001.000 has neither tactics nor its parent AML.T0001 in the file: left out',
    ],
    [
      'a parent for a technique',
      'tactics: [AML.TA0000],',
      'tactics: [AML.TA0000], subtechnique-of: AML.T0000,',
      "AML.T0040 names the parent 'AML.T0000', but its id is that of a technique: it has none",
    ],
    ['a strange maturity', 'maturity: realized', 'maturity: sure', "'maturity' cannot be 'sure': left out"],
    ['a date that is none', '2025-04-09', 'yesterday', "'modified_date' is no date: 'yesterday' left out"],
    [
      'a link to another ATT&CK id',
      'tactics/TA0043/',
      'tactics/TA0042/',
      'ATT&CK TA0043 has a link to TA0042: TA0043 is taken',
    ],
    [
      'a step that leads nowhere',
      'technique: AML.T0040 }',
      'technique: AML.T0041 }',
      "a step of AML.CS0000 uses 'AML.T0041', which the file does not have: left out",
    ],
    [
      'a step without technique',
      ', technique: AML.T0040 }',
      ' }',
      "a step of 'AML.CS0000' names no technique: left out",
    ],
    [
      'a step with a strange tactic',
      'tactic: AML.TA0000, technique',
      'tactic: AML.TA0077, technique',
      "a step of AML.CS0000 has the unknown tactic 'AML.TA0077': AML.TA0000 is taken",
    ],
    [
      'text where a list belongs',
      'procedure:\n  - { tactic: AML.TA0000, technique: AML.T0040 }',
      'procedure: { asked: often }',
      "'procedure' is not a list: left out",
    ],
    ['a name that is a number', 'name: Fewer questions', 'name: 12', "'name' is not text: left out"],
  ])('%s', (_, right, wrong, slip) => {
    expect(format5).toContain(right)
    expect(imported(format5.replace(right, wrong)).slips.map(({ message }) => message)).toContain(slip)
  })

  test('a key twice in format 6', () => {
    const again = '  AML.T0040: { id: AML.T0040, name: Second, maturity: Feasible }\nmitigations:'
    const result = imported(format6.replace('mitigations:', again))
    expect(result.slips.map(told)).toEqual(["12:3 the key 'AML.T0040' is there twice: the first one is taken"])
    expect(result.catalog.techniques.get('AML.T0040')?.name).toBe('Ask the model')
  })

  test('several at once, in the order of the file', () => {
    const broken = format5.replace('name: Papers, ', '').replace('maturity: realized', 'maturity: 3')
    expect(slips(broken)).toEqual([
      '13:5 AML.T0000.000 has no name: its id stands for it',
      "14:76 'maturity' is not text: left out",
    ])
  })
})

describe('what is no ATLAS data', () => {
  test.each([
    ['a list', '- a\n', /^1:1 this is no ATLAS data: read are ATLAS data of format 6/],
    ['something else', 'a: 1\n', /this is no ATLAS data: read are/],
    ['a manifest', 'atlaslint: 1\nsystem: { name: x }\n', /no ATLAS data but a manifest/],
    ['a STIX bundle', '{"type": "bundle", "objects": []}', /no ATLAS data as YAML but a STIX bundle/],
    [
      'the short catalog',
      '{"format": 1, "release": "5.6.1", "tactics": [], "techniques": []}',
      /but the short catalog/,
    ],
    ['an empty file', '', /the file is empty/],
    [
      'no technique',
      format3.replace(/techniques:[\s\S]*case-studies/, 'techniques: []\ncase-studies'),
      /no technique or no tactic/,
    ],
    ['no release', format3.replace('version: 3.0.0', ''), /states no release: name it ATLAS-<release>\.yaml/],
    ['broken YAML', 'tactics: [\n', /./],
    ['a tag', 'tactics: !!set {a}\n', /tags are not supported/],
    ['two documents', `${format3}\n---\n${format3}`, /a second document/],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xfe]), /not valid UTF-8/],
  ])('%s', (_, text, problem) => {
    expect(refused(text).join('\n')).toMatch(problem)
  })

  test('a file that is too large', () => {
    const padding = `# ${'x'.repeat(maxCatalogSize)}\n`
    expect(refused(format3 + padding)[0]).toMatch(/at most 5000000 are read/)
  })

  test('a file that is nested too deep', () => {
    expect(refused(`tactics: ${'['.repeat(100)}`).join()).toMatch(/nested more than 64 deep/)
  })

  test('a file with far too many objects is refused, quickly, whatever else is wrong with it', () => {
    const ids = Array.from(
      { length: 60_000 },
      (_, index) => `AML.T${String(index % 10_000).padStart(4, '0')}.${String((index / 10_000) | 0).padStart(3, '0')}`,
    )
    const lists = format3.replace(
      'case-studies:',
      `${ids.map((id) => `- { id: ${id}, tactics: [AML.TA0000] }`).join('\n')}\ncase-studies:`,
    )
    const maps = format6.replace(
      'mitigations:',
      `${ids.map((id) => `  ${id}: { maturity: 1 }`).join('\n')}\nmitigations:`,
    )
    const aliased = maps.replace('[Enterprise]', '&a [Enterprise]').replace('[Predictive AI]', '*a')
    const start = performance.now()
    for (const text of [lists, maps, aliased])
      expect(refused(text).join()).toMatch(
        /^1:1 the file has 6000\d techniques, more than 5000$|^2:1 the file has 6000\d techniques/,
      )
    expect(performance.now() - start).toBeLessThan(15_000)
  })

  test('a file without a release is read when its name has one', () => {
    expect(slips(format3.replace('version: 3.0.0', ''), 'ATLAS-3.0.0.yaml')).toEqual([
      '2:1 the file states no release, its name 3.0.0: 3.0.0 is taken',
    ])
  })
})

describe('aliases', () => {
  const shared = format6
    .replace('platforms: [Enterprise] }', 'platforms: &id001 [Enterprise] }')
    .replace('platforms: [Enterprise] }', 'platforms: *id001 }')

  test('are written out', () => {
    expect(shared).toContain('*id001')
    const result = imported(shared)
    expect(result.slips).toEqual([])
    expect(result.json).toEqual(imported(format6).json)
  })

  test('slips have their places, also in what an alias stands for', () => {
    const wrong = shared.replace('&id001 [Enterprise]', '&id001 [Enterprise, 3]').replace('name: Ask the model, ', '')
    expect(slips(wrong)).toEqual([
      "9:107 an entry of 'platforms' is not text: left out",
      "9:107 an entry of 'platforms' is not text: left out",
      '11:14 AML.T0040 has no name: its id stands for it',
    ])
  })

  test('a bomb is refused, quickly', () => {
    const layers = Array.from(
      { length: 9 },
      (_, index) => `x${index + 1}: &x${index + 1} [${`*x${index}, `.repeat(9)}]`,
    )
    const bomb = `${format6}\nx0: &x0 [${'a, '.repeat(9)}]\n${layers.join('\n')}\n`
    const start = performance.now()
    expect(refused(bomb).join()).toMatch(/what an alias stands for has an alias in it/)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('a flat bomb is refused as well', () => {
    const flat = `${format6}\nx0: &x0 [${'a, '.repeat(2000)}]\ny: [${'*x0, '.repeat(2000)}]\n`
    expect(refused(flat).join()).toMatch(/more than 500000 values/)
  })

  test('a value within itself, and an alias of nothing', () => {
    expect(refused(`${format6}\nx: &x [*x]\n`).join()).toMatch(/before what it stands for/)
    expect(refused(`${format6}\nx: *nothing\n`).join()).toMatch(/./)
  })

  test('merge keys and tags are refused all the same', () => {
    expect(refused(`${format6}\nx: &x { a: 1 }\ny: { <<: *x }\n`).join()).toMatch(/merge keys/)
    expect(refused(`${format6}\nx: &x !!str 1\ny: *x\n`).join()).toMatch(/tags are not supported/)
  })
})

describe('a compiled catalog', () => {
  test.each([
    ['3', format3],
    ['5', format5],
    ['6', format6],
  ])('of format %s is read back as it was written, with nothing to say but what it lacks', (_, text) => {
    const first = imported(text)
    const again = imported(JSON.stringify(first.json, undefined, 1), 'out.json')
    expect(again.json).toEqual(first.json)
    expect(again.slips).toEqual([])
    expect(again.notes.filter((note) => !note.includes('has techniques that'))).toEqual([])
  })

  test('keeps what it says of its source', () => {
    const { catalog } = imported(JSON.stringify(imported(format5, 'a/b.yaml').json), 'out.json')
    expect(catalog.source).toBe('MITRE ATLAS (Apache-2.0), facts only; imported from b.yaml')
  })

  // biome-ignore lint/suspicious/noExplicitAny: edited by hand
  const edited = (edit: (json: any) => void) => {
    const json = structuredClone(imported(format5).json)
    edit(json)
    return imported(JSON.stringify(json), 'out.json')
  }

  test('cannot make a mitigation cut', () => {
    const { catalog } = edited((json) => {
      json.slim.mitigations[0][2] = 0
    })
    expect(catalog.mitigations.get('AML.M0004')?.class).toBe('limits')
  })

  test('with positions that lead nowhere is repaired, not believed', () => {
    const { catalog, slips: found } = edited((json) => {
      json.slim.mitigations[0][4] = [2, 99, 'x', -1]
    })
    expect(found.map(({ message }) => message)).toEqual(
      ['99', 'x', '-1'].map((position) => `there is nothing at position '${position}': left out`),
    )
    expect(catalog.mitigations.get('AML.M0004')?.techniques).toEqual(['AML.T0040'])
  })

  test('a row that is left out shifts no position', () => {
    const { catalog } = edited((json) => {
      json.slim.techniques[1][0] = 'nonsense'
    })
    expect(catalog.mitigations.get('AML.M0004')?.techniques).toEqual(['AML.T0040'])
  })

  test('keys that mean something to JavaScript do nothing', () => {
    const text = JSON.stringify(imported(format5).json).replace(
      '"slim":',
      '"__proto__":{"x":1},"constructor":{},"slim":',
    )
    const { catalog } = imported(text, 'out.json')
    expect(catalog.techniques.size).toBe(3)
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})

describe('history of an import', () => {
  const newer = format6.replace("'2026.09'", "'2027.01'")

  test('a newer release: what it changes is its own change', () => {
    const { catalog, notes } = imported(newer)
    expect(catalog.releases.slice(-2)).toEqual(['2026.09', '2027.01'])
    expect(catalog.techniques.get('AML.T0040')?.renamed?.at(-1)).toEqual({
      in: '2027.01',
      from: bundled.techniques.get('AML.T0040')?.name,
    })
    expect(catalog.techniques.get('AML.T0040')?.added).toBe('3.0.0')
    expect(catalog.techniques.get('AML.T0000')?.maturityChanged?.at(-1)).toEqual({ in: '2027.01', from: 'realized' })
    expect(catalog.mitigations.get('AML.M0004')?.linksChanged?.at(-1)?.in).toBe('2027.01')
    expect(notes).toContain('renamed since atlaslint reviewed what they do: AML.M0004')
  })

  test('a newer release: what it adds came with it, what it lacks is retired', () => {
    const { catalog } = imported(newer.replaceAll('AML.T0040', 'AML.T0999'))
    expect(catalog.techniques.get('AML.T0999')).toMatchObject({ added: '2027.01' })
    expect(catalog.retired.get('AML.T0040')).toMatchObject({ after: '2026.09', successor: undefined, added: '3.0.0' })
    expect(catalog.retired.get('AML.T0019')).toMatchObject({ after: '2026.06', successor: 'AML.T0115.000' })
  })

  test('an older release knows nothing of what came later', () => {
    const { catalog } = imported(format5)
    expect(catalog.releases.at(-1)).toBe('5.4.0')
    expect(catalog.techniques.get('AML.T0040')?.name).not.toBe(bundled.techniques.get('AML.T0040')?.name)
    expect(catalog.techniques.get('AML.T0040')?.renamed).toEqual(bundled.techniques.get('AML.T0040')?.renamed)
    expect([...catalog.retired.keys()]).toEqual(['AML.T0045'])
    for (const technique of catalog.techniques.values()) {
      for (const change of [...(technique.renamed ?? []), ...(technique.maturityChanged ?? [])])
        expect(change.in).not.toMatch(/^20/)
    }
  })
})

test.each([
  ['ATLAS-2026.09.yaml', '2026.09'],
  ['dist/v6/ATLAS-2026.09.1.yaml', '2026.09.1'],
  ['a\\atlas_v5.6.1.yml', '5.6.1'],
  ['ATLAS-latest.yaml', undefined],
  ['ATLAS.yaml', undefined],
  ['my-5.6.1.yaml', undefined],
])('the release in the name %s', (name, release) => {
  expect(releaseInName(name)).toBe(release)
})

test.each([
  ['v6/ATLAS-latest.yaml\n', 'v6/ATLAS-latest.yaml', true],
  ['ATLAS-2026.09.yaml', 'ATLAS-2026.09.yaml', true],
  ['../../etc/x.yaml', '../../etc/x.yaml', false],
  ['/etc/x.yaml', '/etc/x.yaml', false],
  ['a/./b.yaml', 'a/./b.yaml', false],
  ['.hidden.yaml', '.hidden.yaml', false],
  ['C\\x.yaml', 'C\\x.yaml', false],
  ['x: 1.yaml', undefined, false],
  ['two lines.yaml\nb.yaml', undefined, false],
  ['tactics', undefined, false],
])('the pointer %j', (text, target, follow) => {
  const found = pointerIn(Buffer.from(text))
  expect(found).toBe(target)
  if (found !== undefined) expect(isBelow(found)).toBe(follow)
})
