import { expect, test } from 'vitest'
import { type ColorChoice, wantsColor, wantsUnicode } from '../../src/report/color.ts'

test.each<[string, ColorChoice, Record<string, string>, boolean, boolean]>([
  ['a terminal', 'auto', {}, true, true],
  ['a pipe', 'auto', {}, false, false],
  ['the flag beats NO_COLOR', 'always', { NO_COLOR: '1' }, false, true],
  ['the flag beats FORCE_COLOR', 'never', { FORCE_COLOR: '1' }, true, false],
  ['NO_COLOR beats FORCE_COLOR', 'auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ['an empty NO_COLOR says nothing', 'auto', { NO_COLOR: '' }, true, true],
  ['FORCE_COLOR in a pipe', 'auto', { FORCE_COLOR: '1' }, false, true],
  ['CLICOLOR_FORCE in a pipe', 'auto', { CLICOLOR_FORCE: '1' }, false, true],
  ['FORCE_COLOR=0', 'auto', { FORCE_COLOR: '0' }, true, false],
  ['FORCE_COLOR beats a dumb terminal', 'auto', { FORCE_COLOR: '1', TERM: 'dumb' }, true, true],
  ['a dumb terminal', 'auto', { TERM: 'dumb' }, true, false],
])('colour: %s', (_name, choice, env, isTerminal, expected) => {
  expect(wantsColor(choice, env, isTerminal)).toBe(expected)
})

test.each<[string, Record<string, string>, boolean, boolean]>([
  ['UTF-8 terminal', { LANG: 'en_US.UTF-8' }, true, true],
  ['UTF-8 pipe', { LANG: 'en_US.UTF-8' }, false, false],
  ['C locale', { LANG: 'C' }, true, false],
  ['LC_ALL beats LANG', { LC_ALL: 'C', LANG: 'en_US.UTF-8' }, true, false],
  ['no locale', {}, true, false],
])('characters outside ASCII: %s', (_name, env, isTerminal, expected) => {
  expect(wantsUnicode(env, isTerminal)).toBe(expected)
})
