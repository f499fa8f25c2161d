import { describe, expect, test } from 'vitest'
import { dayAfter, daysBetween } from '../../src/checks/dates.ts'

describe('days between', () => {
  test.each([
    ['2026-09-01', '2026-09-01', 0],
    ['2026-09-30', '2026-10-01', 1],
    ['2026-10-01', '2026-09-30', -1],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-10-24', '2026-10-26', 2],
  ])('%s to %s', (from, to, days) => expect(daysBetween(from, to)).toBe(days))
})

describe('the day after a period', () => {
  test.each([
    ['2026-09-14', '90d', '2026-12-13'],
    ['2026-09-14', '2w', '2026-09-28'],
    ['2026-09-14', '6m', '2027-03-14'],
    ['2026-12-15', '1m', '2027-01-15'],
    ['2026-01-31', '1m', '2026-02-28'],
    ['2024-01-31', '1m', '2024-02-29'],
    ['2026-09-14', '0d', '2026-09-14'],
  ])('%s + %s', (date, period, day) => expect(dayAfter(date, period)).toBe(day))

  test.each(['9000y', '99999999999m', '99999999999d', '8000000w'])('%s is beyond the calendar', (period) =>
    expect(dayAfter('2026-09-14', period.replace('y', '000m'))).toBeUndefined(),
  )
})
