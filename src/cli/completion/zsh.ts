import type { Flag, Node } from './command-tree.ts'

/** A completion script for zsh: a function for each command. */
export function zshScript(tree: readonly Node[]): string {
  return `#compdef atlaslint
# zsh completion of atlaslint. Load it: source <(atlaslint completion zsh), after compinit; or keep it as _atlaslint in a folder of $fpath.
${tree.map(functionOf).join('\n')}
if [[ \${funcstack[1]} == _atlaslint ]]; then _atlaslint "$@"; else compdef _atlaslint atlaslint; fi
`
}

function functionOf(node: Node): string {
  const flags = node.options.map(flagSpec)
  if (node.commands.length === 0) return leaf(node, flags)
  const commands = node.commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`)
  const nameOf = nameFor(node.path)
  const cases = node.commands.filter(({ name }) => name !== 'help')
  const calls = cases.map(({ name }) => {
    const path = node.path === '' ? name : `${node.path} ${name}`
    return `      ${name}) ${nameFor(path)} ;;`
  })
  return `${nameOf}() {
  local curcontext=$curcontext state line
  local -a commands=(
${commands.join('\n')}
  )
  _arguments -C \\
${flags.map((flag) => `    ${flag} \\`).join('\n')}
    '1: :->first' '*:: :->rest'
  case $state in
    first) _describe -t commands command commands${node.takesFiles ? '; _files' : ''} ;;
    rest) case $line[1] in
${calls.join('\n')}
${node.takesFiles ? '      *) _files ;;' : ''}
    esac ;;
  esac
}`
}

function leaf({ path, words, takesFiles }: Node, flags: readonly string[]): string {
  const rest = words.length > 0 ? `'1: :(${words.join(' ')})'` : takesFiles ? "'*:file:_files'" : ''
  const specs = [...flags, ...(rest === '' ? [] : [rest])]
  return `${nameFor(path)}() {
  _arguments \\
${specs.map((spec) => `    ${spec}`).join(' \\\n')}
}`
}

function flagSpec({ long, short, description, takesValue, values }: Flag): string {
  const text = `[${description.replace(/[[\]\\]/g, '\\$&')}]`
  const value = takesValue ? (values.length > 0 ? `:value:(${values.join(' ')})` : ':value:_files') : ''
  const specs = [`*${long}${takesValue ? '=' : ''}${text}${value}`]
  if (short !== undefined) specs.push(`*${short}${takesValue ? '+' : ''}${text}${value}`)
  return specs.map(quoted).join(' ')
}

function nameFor(path: string): string {
  return `_atlaslint${path === '' ? '' : `_${path.replaceAll(/[ -]/g, '_')}`}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
