import { expect, test } from 'vitest'
import type { Placement, Point } from '../../src/diagram/placement.ts'
import { countCrossings, quality } from '../../src/diagram/quality.ts'

const line = (...numbers: number[]): Point[] =>
  numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] as number }] : []))

test('lines cross where they pass through each other, not where they meet or lie apart', () => {
  expect(countCrossings([line(0, 0, 10, 10), line(0, 10, 10, 0)])).toBe(1)
  expect(countCrossings([line(0, 0, 10, 10), line(10, 10, 20, 0)])).toBe(0)
  expect(countCrossings([line(0, 0, 10, 10), line(0, 5, 10, 15)])).toBe(0)
  expect(countCrossings([line(0, 0, 5, 5, 10, 0), line(0, 4, 10, 4), line(5, -1, 5, 3)])).toBe(1)
})

const placement = (width: number, height: number, crossed: boolean): Placement => {
  const curve = (from: number, to: number): Point[] =>
    line(0, from, 30, from + (to - from) / 3, 60, to - (to - from) / 3, 90, to)
  const flows = [{ curves: [curve(0, 90)] }, { curves: [crossed ? curve(77, 0) : curve(10, 100)] }]
  return { width, height, zones: [], components: [], flows, ties: [] }
}

test('smaller is better, and so are fewer crossings', () => {
  expect(quality(placement(1600, 900, false))).toBeGreaterThan(quality(placement(3200, 900, false)))
  expect(quality(placement(1600, 900, false))).toBeGreaterThan(quality(placement(1600, 1800, false)))
  expect(quality(placement(900, 900, false))).toBeGreaterThan(quality(placement(2700, 300, false)))
  expect(quality(placement(1600, 900, false))).toBeGreaterThan(quality(placement(1600, 900, true)))
})
