import type { Flag, Node } from './command-tree.ts'

/** A completion script for fish 3 and later. */
export function fishScript(tree: readonly Node[]): string {
  const takers = [...new Set(tree.flatMap(({ options }) => options.filter(takesValue).flatMap(namesOf)))]
  const paths = tree.map(({ path }) => path).filter((path) => path !== '')
  return `# fish completion of atlaslint. Load it: atlaslint completion fish | source
function __atlaslint_path
    set -l path ''
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip -eq 1
            set skip 0
            continue
        end
        switch $word
            case ${takers.join(' ')}
                set skip 1
            case '-*'
            case '*'
                set -l longer (string trim -- "$path $word")
                if contains -- $longer ${paths.map(quoted).join(' ')}
                    set path $longer
                end
        end
    end
    echo $path
end
function __atlaslint_at
    test (__atlaslint_path) = "$argv[1]"
end
complete -c atlaslint -f
${tree.flatMap(lines).join('\n')}
`
}

function lines(node: Node): string[] {
  const at = `complete -c atlaslint -n ${quoted(`__atlaslint_at ${quoted(node.path)}`)}`
  const words = node.words.length > 0 ? [`${at} -a ${quoted(node.words.join(' '))}`] : []
  return [
    ...(node.takesFiles ? [`${at} -F`] : []),
    ...words,
    ...node.commands.map(({ name, description }) => `${at} -a ${name} -d ${quoted(description)}`),
    ...node.options.map((flag) => `${at} ${flagWords(flag)}`),
  ]
}

function flagWords({ long, short, description, values, ...flag }: Flag): string {
  const value = !flag.takesValue ? '' : values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r -F'
  return `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`} -d ${quoted(description)}${value}`
}

function takesValue(flag: Flag): boolean {
  return flag.takesValue
}

function namesOf({ long, short }: Flag): string[] {
  return short === undefined ? [long] : [short, long]
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`
}
