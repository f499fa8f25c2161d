import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { ASSUMED, CERTAIN } from '../../src/rules/truth.ts'
import { buildSystem } from '../../src/system/build-system.ts'
import { cutting, firing, ruleOf, systemOf, wayTo } from './ask.ts'

const mail = systemOf(`
zones:
  outside: { trust: untrusted }
  inside: { trust: internal }
components:
  stranger: { kind: outsider, zone: outside }
  mailbox: { kind: channel, zone: inside }
  archive: { kind: document-store, zone: inside }
  filter: { kind: predictive-model, zone: inside }
  agent: { kind: agent, zone: inside }
  send: { kind: tool, zone: inside, can: [send-messages] }
flows:
  - { from: stranger, to: mailbox, carries: [message] }
  - { from: mailbox, to: archive, carries: [document] }
  - { from: mailbox, to: filter, carries: [message], returns: [prediction] }
  - { from: archive, to: agent, carries: [document], approval: each-call }
  - { from: agent, to: send, carries: [tool-call], returns: [tool-result] }
`)
const reached = (path: string) => ruleOf(`subject: { component: { kind: agent } }\nwhen: { reached-from: { ${path} } }`)

describe('paths', () => {
  test('go over any number of hops', () => {
    expect(wayTo(reached('from: { kind: outsider }'), mail, 'agent')).toEqual([
      'stranger',
      'mailbox',
      'archive',
      'agent',
    ])
  })
  test('stop where the next step carries none of the words', () => {
    expect(firing(reached('from: { kind: outsider }, carrying: text'), mail)).toEqual({ agent: CERTAIN })
    expect(firing(reached('from: { kind: outsider }, carrying: message'), mail)).toEqual({})
    expect(firing(reached('from: { kind: predictive-model }, carrying: text'), mail)).toEqual({})
  })
  test('every component between the ends must match `through`', () => {
    expect(firing(reached('from: { kind: outsider }, through: { kind: data-store }'), mail)).toEqual({ agent: CERTAIN })
    expect(firing(reached('from: { kind: outsider }, through: { kind: channel }'), mail)).toEqual({})
  })
  test('every step must match `step`', () => {
    const step = (bound: string) => reached(`from: { kind: outsider }, step: { approval: { at-most: ${bound} } }`)
    expect(firing(step('when-risky'), mail)).toEqual({})
    const open = ruleOf(
      'subject: { component: { kind: agent } }\nwhen: { reached-from: { from: { kind: outsider }, step: { approval: { at-most: each-call } } } }\nunknown: { approval: yes }',
    )
    expect(firing(open, mail)).toEqual({ agent: ASSUMED })
  })
  test('cross a boundary at least once, where asked', () => {
    expect(firing(reached('from: { kind: outsider }, crossing: true'), mail)).toEqual({ agent: CERTAIN })
    expect(firing(reached('from: { kind: channel }, crossing: true'), mail)).toEqual({})
  })
  test('the way on is found the same way', () => {
    const rule = ruleOf('subject: { component: { kind: channel } }\nwhen: { reaches: { to: { can: send-messages } } }')
    expect(wayTo(rule, mail, 'mailbox')).toEqual(['mailbox', 'archive', 'agent', 'send'])
  })
  test('a component does not reach itself, nor through an echo', () => {
    const rule = ruleOf('subject: { component: { kind: agent } }\nwhen: { reached-from: { from: { kind: agent } } }')
    expect(firing(rule, mail)).toEqual({})
  })
  test('of several far ends, the other one counts', () => {
    const pair = systemOf(
      'components: { a: { kind: agent }, b: { kind: agent } }\nflows: [{ from: a, to: b, carries: [message] }]',
    )
    const rule = ruleOf('subject: { component: { kind: agent } }\nwhen: { reached-from: { from: { kind: agent } } }')
    expect(firing(rule, pair)).toEqual({ b: CERTAIN })
  })
  test('several flows of one far end do not hide another', () => {
    const pair = systemOf(`components:
  a: { kind: agent }
  hub: { kind: app }
  b: { kind: agent }
flows:
  - { id: first, from: a, to: hub, carries: [message] }
  - { id: second, from: a, to: hub, carries: [file] }
  - { id: third, from: a, to: hub, carries: [query] }
  - { from: b, to: hub, carries: [message] }
  - { from: hub, to: a, carries: [message] }`)
    const rule = ruleOf('subject: { component: { kind: agent } }\nwhen: { reached-from: { from: { kind: agent } } }')
    expect(firing(rule, pair)).toEqual({ a: CERTAIN })
  })
  test('structural edges lead on', () => {
    const trained = systemOf(
      'components: { set: { kind: dataset, writable-by: [anyone] }, base: { kind: llm, trained-on: [set] }, tuned: { kind: llm, based-on: [base] } }',
    )
    const rule = ruleOf(
      'subject: { component: { kind: llm } }\nwhen: { reached-from: { from: { written-by: anyone } } }',
    )
    expect(firing(rule, trained)).toEqual({ base: CERTAIN, tuned: CERTAIN })
    const flowsOnly = ruleOf(
      'subject: { component: { kind: llm } }\nwhen: { reached-from: { from: { written-by: anyone }, over: [flows] } }',
    )
    expect(firing(flowsOnly, trained)).toEqual({})
  })
  test('a cut anywhere on the only way ends it', () => {
    const rule = reached('from: { kind: outsider }')
    for (const cut of ['stranger', 'stranger -> mailbox', 'archive', 'archive -> agent']) {
      expect(firing(rule, mail, cutting(mail, [cut]))).toEqual({})
    }
    expect(firing(rule, mail, cutting(mail, ['filter']))).toEqual({ agent: CERTAIN })
  })
})

/** Small random systems: who reaches whom over flows, crossing a boundary or not. */
const randomSystem = fc.record({
  zones: fc.array(fc.constantFrom('z0', 'z1', undefined), { minLength: 5, maxLength: 5 }),
  ends: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  through: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  flows: fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.constantFrom('prompt', 'label')), { maxLength: 12 }),
})

describe('the search agrees with trying every way', () => {
  test.each([false, true])('crossing: %s', (crossing) => {
    fc.assert(
      fc.property(randomSystem, ({ zones, ends, through, flows }) => {
        const names = ['c0', 'c1', 'c2', 'c3', 'c4']
        const components = Object.fromEntries(
          names.map((name, at) => [
            name,
            {
              kind: ends[at] ? 'web' : 'app',
              isolated: through[at] === true,
              ...(zones[at] ? { zone: zones[at] } : {}),
            },
          ]),
        )
        const drawn = flows.filter(([from, to]) => from !== to)
        const manifest = {
          atlaslint: 1,
          system: { name: 'Random' },
          zones: { z0: { trust: 'untrusted' }, z1: { trust: 'internal' } },
          components,
          flows: drawn.map(([from, to, word]) => ({ from: names[from], to: names[to], carries: [word] })),
        } as unknown as Manifest
        const rule = ruleOf(
          `subject: { component: { kind: [web, app] } }\nwhen: { reached-from: { from: { kind: web }, carrying: prompt, through: { isolated: true }, crossing: ${crossing} } }`,
        )
        const expected = names.filter((_, target) =>
          ends.some(
            (isEnd, start) =>
              isEnd && start !== target && wayExists(start, target, { zones, through, drawn, crossing }),
          ),
        )
        expect(Object.keys(firing(rule, buildSystem(manifest)))).toEqual(expected)
      }),
      { numRuns: 400 },
    )
  })
})

interface Maze {
  readonly zones: readonly (string | undefined)[]
  readonly through: readonly boolean[]
  readonly drawn: readonly (readonly [number, number, string])[]
  readonly crossing: boolean
}

/** Tries every way that is at no component twice in the same state: data may go over a boundary and come back. */
function wayExists(
  at: number,
  target: number,
  maze: Maze,
  seen: readonly string[] = [],
  crossed = false,
  start = at,
): boolean {
  const state = `${at} ${crossed}`
  if (seen.includes(state) || (seen.length > 0 && at === start)) return false
  if (seen.length > 0 && !maze.through[at]) return false
  return maze.drawn.some(([from, to, word]) => {
    if (from !== at || word !== 'prompt') return false
    const over =
      crossed || (maze.zones[from] !== undefined && maze.zones[to] !== undefined && maze.zones[from] !== maze.zones[to])
    if (to === target) return over || !maze.crossing
    return wayExists(to, target, maze, [...seen, state], over, start)
  })
}
