/** A source file with all its mutants built in, of which at most one is switched on at a time. */

import { parseAst } from 'vitest/node'
import { replacements } from './mutators.mjs'

/** Expressions that only name a type, or tell the compiler of one. */
const transparent = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'TSParameterProperty'])
const typeFields = new Set([
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'superTypeArguments',
  'implements',
])

/**
 * The text that has them, and the mutants: where, what stands there, and what would. `first` is the number of the first one; the text
 * calls `$mutant(number)` to ask whether it is the one.
 */
export function instrument(file, source, first) {
  const tree = parseAst(source, { lang: 'ts' })
  const mutants = []
  const lines = lineStarts(source)
  const text = ({ start, end }) => source.slice(start, end)

  const render = (node) => {
    const own = replacements(node, text).filter(() => canBeReplaced(node))
    const numbers = own.map(({ kind, replacement }) => {
      const line = lines.findLastIndex((start) => start <= node.start)
      const lineText = source.slice(lines[line], lines[line + 1]).trim()
      mutants.push({
        id: first + mutants.length,
        file,
        line: line + 1,
        lineText,
        kind,
        original: text(node),
        replacement,
      })
      return mutants.at(-1)
    })
    return numbers.reduceRight((inner, { id, replacement }) => choose(node, id, replacement, inner), inside(node))
  }

  /** The node's own text, with its children rendered. */
  const inside = (node) => {
    let written = ''
    let at = node.start
    for (const child of childrenOf(node)) {
      written += source.slice(at, child.start) + render(child)
      at = child.end
    }
    written += source.slice(at, node.end)
    // Without semicolons, what begins with a bracket would be an argument of the line before.
    return node.type === 'ExpressionStatement' && node.directive === undefined ? `{${written}}` : written
  }
  return { text: inside({ ...tree, start: 0, end: source.length }), mutants }
}

function choose({ type }, id, replacement, inner) {
  const asked = `$mutant(${id})`
  if (type === 'BlockStatement') return `{ if (${asked}) {} else ${inner} }`
  return `(${asked} ? (${replacement}) : (${inner}))`
}

/** Literals that are names, not values, and places where no expression may stand. */
function canBeReplaced({ type, parent, role }) {
  if (type === 'Literal' && /^(?:Import|Export)/.test(parent.type)) return false
  if (role === 'key' || role === 'directive' || parent.directive !== undefined) return false
  if (parent.type === 'TaggedTemplateExpression' || parent.type === 'ImportExpression') return false
  return !isLink(type, parent, role)
}

/** Brackets around a link of `a?.b.c` would end the chain before its end: such mutants are made of the whole chain. */
function isLink(type, parent, role) {
  const within = role === 'object' || role === 'callee'
  if (!within || (type !== 'CallExpression' && type !== 'MemberExpression')) return false
  for (let node = parent; ; node = node.parent) {
    if (node.type === 'ChainExpression') return true
    if (node.role !== 'object' && node.role !== 'callee' && node.parent?.type !== 'ChainExpression') return false
  }
}

function* childrenOf(node) {
  const children = []
  for (const [role, value] of Object.entries(node)) {
    if (role === 'parent' || typeFields.has(role)) continue
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child === null || typeof child?.type !== 'string' || typeof child.start !== 'number') continue
      if (child.type.startsWith('TS') && !transparent.has(child.type)) continue
      child.parent = node
      child.role = role
      children.push(child)
    }
  }
  // `{ a }` is one identifier with two roles.
  children.sort((one, other) => one.start - other.start || other.end - one.end)
  let end = -1
  for (const child of children) {
    if (child.start < end) continue
    end = child.end
    yield child
  }
}

function lineStarts(source) {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
