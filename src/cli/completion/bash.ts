import type { Flag, Node } from './command-tree.ts'

/** A completion script for bash 4 and later. */
export function bashScript(tree: readonly Node[]): string {
  const flags = tree.flatMap(({ options }) => options)
  const takers = unique(flags.filter(({ takesValue }) => takesValue).flatMap(namesOf))
  const paths = tree.map(({ path }) => path).filter((path) => path !== '')
  return `# bash completion of atlaslint. Load it: source <(atlaslint completion bash)
_atlaslint() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} path='' words='' files='' index word
  # bash splits --option=value into three words.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case $word in
      ${takers.join('|')}) [[ \${COMP_WORDS[index + 1]} == '=' ]] && ((index++)); ((index++)) ;;
      -*) ;;
      *) case "\${path:+$path }$word" in
        ${paths.map(quoted).join('|')}) path="\${path:+$path }$word" ;;
      esac ;;
    esac
  done
  case "$path $previous" in
${tree.flatMap(valueCases).join('\n')}
  esac
  if [[ -n $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    return
  fi
  case $previous in
    ${takers.join('|')}) mapfile -t COMPREPLY < <(compgen -f -- "$current"); compopt -o filenames 2>/dev/null; return ;;
  esac
  case $path in
${tree.map(pathCase).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  if [[ -n $files && $current != -* ]]; then
    mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _atlaslint atlaslint
`
}

function valueCases({ path, options }: Node): string[] {
  return options
    .filter(({ values }) => values.length > 0)
    .map((flag) => {
      const keys = namesOf(flag).map((name) => quoted(`${path} ${name}`))
      return `    ${keys.join('|')}) words=${quoted(flag.values.join(' '))} ;;`
    })
}

function pathCase({ path, options, commands, words, takesFiles }: Node): string {
  const names = options.flatMap(namesOf).join(' ')
  const others = [...commands.map(({ name }) => name), ...words].join(' ')
  const files = takesFiles ? '; files=yes' : ''
  return `    ${quoted(path)}) if [[ $current == -* ]]; then words=${quoted(names)}; else words=${quoted(others)}${files}; fi ;;`
}

function namesOf({ long, short }: Flag): string[] {
  return short === undefined ? [long] : [short, long]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)]
}
