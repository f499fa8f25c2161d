/**
 * What could be wrong in a line of TypeScript: for a node of its syntax tree, the texts that could stand in its place. The kinds are those
 * that mutation testing usually has (operators, conditions, literals, calls of list methods, bodies); regular expressions are left alone.
 */

const operators = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&': ['|'],
  '|': ['&'],
  '>>': ['<<'],
  '<<': ['>>'],
}
const comparisons = new Set(['<', '<=', '>', '>=', '===', '!==', 'in', 'instanceof'])
const assignments = { '+=': '-=', '-=': '+=', '*=': '/=', '|=': '&=', '&=': '|=', '??=': '&&=', '||=': '&&=' }
const logical = { '&&': '||', '||': '&&', '??': '&&' }

/** Methods whose place another one could have taken; `undefined`: the call could have been forgotten. */
const methods = {
  some: 'every',
  every: 'some',
  filter: undefined,
  sort: undefined,
  reverse: undefined,
  toReversed: undefined,
  slice: undefined,
  trim: undefined,
  trimEnd: undefined,
  toLowerCase: 'toUpperCase',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  find: 'findLast',
  findIndex: 'findLastIndex',
  min: 'max',
  max: 'min',
}

/**
 * The replacements of a node, each with the kind of its mutant.
 * @param node of the syntax tree, with `parent` and `role` (the parent's field)
 * @param text (node) => its source
 */
export function replacements(node, text) {
  return [...(byType[node.type]?.(node, text) ?? []), ...conditions(node)]
}

const mutant = (kind, replacement) => ({ kind, replacement })

const byType = {
  BinaryExpression(node, text) {
    if (node.operator === '+' && [node.left, node.right].some(isText)) return []
    return (operators[node.operator] ?? []).map((operator) =>
      mutant('operator', `${operand(node.left, text)} ${operator} ${operand(node.right, text)}`),
    )
  },
  LogicalExpression(node, text) {
    const parts = [node.left, node.right].map((side) => operand(side, text))
    return [mutant('logic', parts.join(` ${logical[node.operator]} `))]
  },
  AssignmentExpression(node, text) {
    const operator = assignments[node.operator]
    return operator === undefined ? [] : [mutant('assignment', `${text(node.left)} ${operator} ${text(node.right)}`)]
  },
  UpdateExpression(node, text) {
    return [
      mutant(
        'assignment',
        text(node).replace(/\+\+|--/, (sign) => (sign === '++' ? '--' : '++')),
      ),
    ]
  },
  UnaryExpression(node, text) {
    if (node.operator === '!') return [mutant('not', text(node.argument))]
    return node.operator === '-' ? [mutant('sign', text(node.argument))] : []
  },
  Literal(node) {
    if (typeof node.value === 'boolean') return [mutant('boolean', String(!node.value))]
    if (typeof node.value === 'number') return [mutant('number', String(node.value + 1))]
    if (typeof node.value !== 'string') return []
    return [mutant('string', node.value === '' ? "'mutant'" : "''")]
  },
  TemplateLiteral: () => [mutant('string', "''")],
  ArrayExpression: (node) => [mutant('list', node.elements.length === 0 ? "['mutant']" : '[]')],
  ObjectExpression: (node) => (node.properties.length === 0 ? [] : [mutant('object', '{}')]),
  ArrowFunctionExpression: (node) => (node.expression ? [mutant('body', '() => undefined')] : []),
  BlockStatement: (node) => (node.body.length === 0 ? [] : [mutant('body', '')]),
  CallExpression,
  ChainExpression,
}

/** Each `?.` could be a plain dot, and each call within could be another. */
function ChainExpression(node, text) {
  const whole = text(node)
  const replaced = (begin, end, by) => whole.slice(0, begin - node.start) + by + whole.slice(end - node.start)
  const found = []
  for (let link = node.expression; link; link = link.object ?? link.callee) {
    const inner = link.object ?? link.callee
    if (link.optional) {
      const at = whole.indexOf('?.', inner.end - node.start) + node.start
      found.push(mutant('chain', replaced(at, at + 2, link.type === 'MemberExpression' && !link.computed ? '.' : '')))
    }
    if (link !== node.expression && link.type === 'CallExpression' && !link.callee.optional)
      for (const { kind, replacement } of CallExpression(link, text))
        found.push(mutant(kind, replaced(link.start, link.end, replacement)))
  }
  return found
}

function CallExpression(node, text) {
  const { callee } = node
  if (callee.type !== 'MemberExpression' || callee.computed || !(callee.property.name in methods)) return []
  const other = methods[callee.property.name]
  if (other === undefined) return [mutant('method', text(callee.object))]
  const [begin, end] = [callee.property.start - node.start, callee.property.end - node.start]
  return [mutant('method', text(node).slice(0, begin) + other + text(node).slice(end))]
}

/** What decides could be decided already. */
function conditions(node) {
  const decides = node.role === 'test' && node.parent.type !== 'SwitchCase'
  const answers =
    (node.type === 'BinaryExpression' && comparisons.has(node.operator)) ||
    (node.type === 'LogicalExpression' && node.operator !== '??')
  if (!decides && !answers) return []
  const isLoop = decides && /^(?:For|While|DoWhile)Statement$/.test(node.parent.type)
  return (isLoop ? ['false'] : ['true', 'false']).map((value) => mutant('condition', value))
}

/** `x as number | y` would be a type. */
const operand = (node, text) => (/^TS|LogicalExpression/.test(node.type) ? `(${text(node)})` : text(node))

const isText = (node) => (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral'
