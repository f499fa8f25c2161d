import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/finding.ts'
import { checkDefinition } from '../../src/rules/compile.ts'
import { problemAt } from '../../src/rules/compiler.ts'
import { ProgramBuilder } from '../../src/rules/program.ts'
import { readRuleFile } from '../../src/rules/read-rules.ts'
import { scopeFor } from '../../src/rules/scope.ts'
import { readSource } from '../../src/source/reader.ts'
import { firing, ruleOf, systemOf } from './ask.ts'
import { ownRule } from './own-rule.ts'

const anyId = { technique: () => ({ known: true }), mitigation: () => ({ known: true }) }

/** What is said of a condition on an agent, with where in the line of the condition it stands. */
function said(condition: string) {
  const text = ownRule.replace(/^ {4}when: .*$/m, `    when: ${condition}`)
  const { source } = readSource('rules.yaml', text)
  const { problems } = readRuleFile('rules.yaml', source.value, anyId)
  return problems.map(({ message, fix, place }) => {
    const { line, column } = source.span(place)
    const shown = text.split('\n')[line - 1]?.slice(column - 1) ?? ''
    return [/^[\w-]+/.exec(shown)?.[0], message, ...(fix === undefined ? [] : [fix])]
  })
}

describe('what is wrong with a condition is said where it stands', () => {
  test.each([
    [
      'an operator of ordered fields only',
      '{ acts-as: { at-least: user } }',
      ['at-least', "'at-least' is not an operator of 'acts-as'.", 'Use one of: none-of, known.'],
    ],
    [
      'an operator of lists only',
      '{ called-by: { auth: { all-of: [user] } } }',
      ['all-of', "'all-of' is not an operator of 'auth'.", 'Use one of: none-of, known.'],
    ],
    [
      'the same of data',
      '{ holds: { kind: { all-of: [secret] } } }',
      ['all-of', "'all-of' is not an operator of 'kind'.", 'Use one of: none-of, known.'],
    ],
    [
      'the wrong end of a flow',
      '{ called-by: { to: { kind: user } } }',
      ['to', "'to' is the subject itself here.", "Ask for 'from'."],
    ],
    ['no mapping', '{ flow-in: [message] }', ['flow-in', 'A flow matcher must be a mapping.']],
    [
      'a field that is compared with nothing',
      '{ exposure: {} }',
      ['exposure', "'exposure' is not compared with anything.", 'Use a value or none-of, known, at-least, at-most.'],
    ],
    [
      'a bound of several words',
      '{ autonomy: { at-most: [suggests, autonomous] } }',
      ['at-most', '["suggests","autonomous"] is not a value of \'autonomy\'.', expect.stringMatching(/^Use one of: /)],
    ],
    [
      'a bound of several criticalities',
      '{ system: { criticality: { at-least: [low] } } }',
      ['at-least', '["low"] is not a criticality.', expect.stringMatching(/^Use one of: /)],
    ],
    ['known that says neither', '{ exposure: { known: maybe } }', ['known', "'known' takes true or false."]],
    [
      'known with another condition beside it',
      '{ hosted-on: { known: true, kind: host } }',
      ['known', "'known' is not something a component can be asked for.", expect.anything()],
    ],
    [
      'the same of yes and no',
      '{ isolated: { known: true, kind: host } }',
      ['isolated', "'isolated' takes true, false or { known: … }."],
    ],
    [
      'the same of owners',
      '{ owner: { known: true, kind: host } }',
      ['owner', '`owner` can only be asked for as { known: true } or { known: false }.'],
    ],
    [
      'no payload',
      '{ reached-from: { from: {}, carrying: [] } }',
      ['carrying', 'The list is empty.', 'Put a payload word or group into it.'],
    ],
    [
      'a name that no message can name',
      "{ reached-from: { from: {}, as: '' } }",
      ['as', "The name given with 'as' is lower-case letters, digits and hyphens."],
    ],
  ])('%s', (_, condition, expected) => expect(said(condition)).toEqual([expected]))

  test('a name that objects of the language have', () => {
    expect(said('{ toString: user }').map(([at, message]) => [at, message])).toEqual([
      ['toString', "'toString' is not something a component can be asked for."],
    ])
  })
  test.each(['{ called-by: { from: { kind: user } } }', '{ calls: { to: { kind: tool } } }'])('nothing of %s', (one) =>
    expect(said(one)).toEqual([]),
  )
  test.each([
    ['limits-suffice: yes, please', "'limits-suffice' is true or false."],
    ['off: true', "'off' is not known here."],
  ])('an entry of a rule that is none: %s', (line, expected) => {
    const { value } = readSource('rules.yaml', ownRule.replace(/^ {4}why: .*$/m, `$&\n    ${line}`)).source
    expect(readRuleFile('rules.yaml', value, anyId).problems.map(({ message }) => message)).toEqual([expected])
  })
  test.each([
    ['definitions that are none', 'definitions: [a]', '`definitions` must map names to matchers.'],
    ['no rule', 'rules: [{}]', "The entry has no 'id'."],
    ['a switch that switches nothing', 'rules: [{ id: own-rule }]', 'The entry changes nothing.'],
    ['a switch that is neither on nor off', 'rules: [{ id: own-rule, off: 1 }]', "'off' is true or false."],
  ])('%s', (_, text, expected) => {
    const { problems } = readRuleFile('rules.yaml', readSource('rules.yaml', text).source.value, anyId)
    expect(problems.map(({ message }) => message)).toEqual([expected])
  })
  test('with a fix only where there is one', () => {
    expect(problemAt(['rules'], 'rule-file', 'No list.')).toStrictEqual({
      code: 'rule-file',
      message: 'No list.',
      place: { path: ['rules'], part: 'key' },
    })
  })
})

describe('a definition that leads back to itself', () => {
  const circles = {
    round: { any: [{ is: 'round' }, { kind: 'tool' }] },
    there: { is: 'back' },
    back: { is: 'there' },
  }
  const system = systemOf('components: { desk: { kind: agent }, pay: { kind: tool } }')

  test('is told of where it is defined', () => {
    const problems: Problem[] = []
    const scope = scopeFor(new ProgramBuilder(), {}, new Map(Object.entries(circles)), (...all) =>
      problems.push(problemAt(...all)),
    )
    checkDefinition('round', circles.round, scope)
    expect(problems).toEqual([
      {
        code: 'rule-definition-circle',
        message: "Definition 'round' leads back to itself.",
        place: { path: ['definitions', 'round', 'any', 0, 'is'], part: 'key' },
      },
    ])
  })
  test.each([
    ['round', ['pay']],
    ['there', []],
  ])('holds of what the rest of it holds of: %s', (name, subjects) => {
    expect(Object.keys(firing(ruleOf(`subject: { component: { is: ${name} } }`, circles), system))).toEqual(subjects)
  })
})
