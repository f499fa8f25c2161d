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
      ['all-of', "'all-of' is not an operator of 'data-kind'.", 'Use one of: none-of, known.'],
    ],
    [
      'the wrong end of a flow',
      '{ called-by: { to: { kind: user } } }',
      ['to', "'to' is the subject itself here.", "Ask for 'from'."],
    ],
    ['no mapping', '{ flow-in: [message] }', ['flow-in', 'A flow matcher must be a mapping.']],
  ])('%s', (_, condition, expected) => expect(said(condition)).toEqual([expected]))

  test('a name that objects of the language have', () => {
    expect(said('{ toString: user }').map(([at, message]) => [at, message])).toEqual([
      ['toString', "'toString' is not something a component can be asked for."],
    ])
  })
  test.each(['{ called-by: { from: { kind: user } } }', '{ calls: { to: { kind: tool } } }'])('nothing of %s', (one) =>
    expect(said(one)).toEqual([]),
  )
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
