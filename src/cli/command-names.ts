/** Names of the commands in the second bundle, which is loaded when one of them, or help, may be meant. A test compares. */
export const commandNames = [
  'init',
  'explain',
  'why',
  'plan',
  'incidents',
  'coverage',
  'graph',
  'merge',
  'portfolio',
  'accept',
  'rules',
  'catalog',
  'config',
  'completion',
] as const

const wantAll: ReadonlySet<string> = new Set([...commandNames, 'help', '--help', '-h'])

/** True when the arguments may name another command than `lint`. */
export function mayNameCommand(argv: readonly string[]): boolean {
  return argv.some((argument) => wantAll.has(argument))
}
