/** The conditions of a rule with their answers, for `why`. */

import { answersTo } from './answers.ts'
import { endOf } from './ask.ts'
import { compileSubject } from './compile.ts'
import { indexOfSubject, type MatchSubject } from './match.ts'
import { type Node, op, operand, opOf, ProgramBuilder } from './program.ts'
import type { Rule } from './rule.ts'
import type { Answers, Run } from './run.ts'
import { scopeFor } from './scope.ts'
import { FALSE, type Truth } from './truth.ts'

/** One condition with its answer. */
export interface Trace {
  readonly label: string
  readonly truth: Truth
  readonly children: readonly Trace[]
}

/** Every condition of the rule with its answer; none where the subject is of another kind than the rule's. */
export function traceOf(
  rule: Rule,
  subject: MatchSubject,
  run: Run,
): { readonly truth: Truth; readonly conditions: readonly Trace[] } {
  const builder = new ProgramBuilder()
  const { subject: written, when, unknown = {} } = rule.entry
  const scope = scopeFor(builder, unknown, rule.definitions(), () => {})
  const { on, condition } = compileSubject(written, when, [], { ...scope, labelled: true })
  if (on !== subject.type) return { truth: FALSE, conditions: [] }
  const answers = answersTo(builder.finish(), run)
  const item = indexOfSubject(subject, run)
  return { truth: answers.truth(condition, item), conditions: tracesIn(answers, condition, item) }
}

/** What was asked of related items is left out: the condition as a whole is what held or failed. */
function tracesIn(answers: Answers, node: Node, item: number): Trace[] {
  const { program } = answers
  switch (opOf(program, node)) {
    case op.all:
    case op.any:
      return Array.from({ length: operand(program, node, 0) }, (_, index) => operand(program, node, index + 1)).flatMap(
        (part) => tracesIn(answers, part, item),
      )
    case op.named: {
      const condition = operand(program, node, 1)
      const label = program.texts[operand(program, node, 0)] as string
      return [{ label, truth: answers.truth(condition, item), children: tracesIn(answers, condition, item) }]
    }
    case op.drawn:
      return tracesIn(answers, operand(program, node, 0), item)
    case op.end:
      return tracesIn(answers, operand(program, node, 1), endOf(answers, node, item).index)
    default:
      return []
  }
}
