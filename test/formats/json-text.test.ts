import { expect, test } from 'vitest'
import { InParts, jsonPieces, jsonText } from '../../src/report/json-text.ts'

const joined = (value: InParts): string => [...jsonPieces(value)].join('')

test('parts in parts are the text of the whole', () => {
  const inParts = new InParts({
    first: 1,
    absent: undefined,
    late: () => ({ a: [1, { b: 'line\nfeed' }] }),
    'na"me': new InParts([new InParts({ empty: new InParts([]), none: new InParts({}) }), [], {}, null, 'text']),
    nothing: () => undefined,
  })
  const whole = {
    first: 1,
    late: { a: [1, { b: 'line\nfeed' }] },
    'na"me': [{ empty: [], none: {} }, [], {}, null, 'text'],
  }
  expect(joined(inParts)).toBe(`${JSON.stringify(whole, undefined, 2)}\n`)
  expect(joined(inParts)).toBe(jsonText(whole))
})

test('nothing that cannot be seen, and no command of a build server, also in names and at the ends of parts', () => {
  const hostile = { '##[group]': '\u202e##vso[task]\u0000', '#': '#' }
  const text = joined(new InParts({ ...hostile, list: new InParts(['##[error]', '#']) }))
  expect(JSON.parse(text)).toEqual({ ...hostile, list: ['##[error]', '#'] })
  expect(text).not.toMatch(/##|[^\x20-\x7e\n]/)
})

test('an entry is made when its turn comes, and what is written is not kept', () => {
  const long = 'x'.repeat(50_000)
  const made: number[] = []
  function* entries() {
    for (let index = 0; index < 10; index++) {
      made.push(index)
      yield long
    }
  }
  const pieces = jsonPieces(new InParts({ entries: new InParts(entries()) }))
  expect(pieces.next().value).toHaveLength(2 * long.length + '{\n  "entries": [\n    "",\n    ""'.length)
  expect(made).toEqual([0, 1])
  expect([...pieces].every((piece) => piece.length < 2 * 65_536)).toBe(true)
})
