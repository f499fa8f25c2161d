import { expect, test } from 'vitest'
import { componentFields, holdsOf, type WordField } from '../../src/rules/fields.ts'
import { audiences } from '../../src/vocabulary.ts'

const field = componentFields.get('influenced-by') as WordField

test.each([
  ['partner', ['partner']],
  [
    ['inside', 'anyone'],
    ['inside', 'anyone'],
  ],
  [{ 'at-least': 'signed-up' }, ['signed-up', 'anyone']],
  [{ 'at-most': 'partner' }, ['inside', 'partner']],
  [{ 'at-least': 'partner', 'at-most': 'signed-up' }, ['partner', 'signed-up']],
  [{ 'none-of': 'anyone' }, ['inside', 'partner', 'signed-up']],
  [{ 'none-of': ['inside', 'anyone'] }, ['partner', 'signed-up']],
  [{ known: true }, [...audiences]],
  [{ known: false }, []],
])('of which audiences %j holds', (raw, expected) => {
  expect(audiences.filter((audience) => holdsOf(field, raw, audience))).toEqual(expected)
})
