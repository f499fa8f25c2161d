import type { Flag, Node } from './command-tree.ts'

/** A completion script for PowerShell 7. */
export function pwshScript(tree: readonly Node[]): string {
  const takers = [...new Set(tree.flatMap(({ options }) => options.filter((flag) => flag.takesValue).flatMap(namesOf)))]
  return `# PowerShell completion of atlaslint. Load it: atlaslint completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName atlaslint -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $takers = @(${takers.map(quoted).join(', ')})
  $tree = @{
${tree.map(entry).join('\n')}
  }
  $path = ''
  $previous = ''
  foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
    if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete -ne '') { break }
    $word = $element.Extent.Text
    $longer = "$path $word".Trim()
    if ($takers -notcontains $previous -and $tree.ContainsKey($longer)) { $path = $longer }
    $previous = $word
  }
  $here = $tree[$path]
  if ($here.Values.ContainsKey($previous)) { $found = $here.Values[$previous] }
  elseif ($takers -contains $previous) { return }
  elseif ($wordToComplete -like '-*') { $found = $here.Options }
  else { $found = $here.Words }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}

function entry({ path, options, commands, words }: Node): string {
  const values = options
    .filter((flag) => flag.values.length > 0)
    .flatMap((flag) => namesOf(flag).map((name) => `${quoted(name)} = @(${flag.values.map(quoted).join(', ')})`))
  const names = options.flatMap(namesOf).map(quoted).join(', ')
  const first = [...commands.map(({ name }) => name), ...words].map(quoted).join(', ')
  return `    ${quoted(path)} = @{ Options = @(${names}); Words = @(${first}); Values = @{ ${values.join('; ')} } }`
}

function namesOf({ long, short }: Flag): string[] {
  return short === undefined ? [long] : [short, long]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
