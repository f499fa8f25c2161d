/** The one place that decides about colour and about characters outside ASCII. */

export type ColorChoice = 'always' | 'never' | 'auto'
type Environment = Readonly<Record<string, string | undefined>>

/** The flag decides, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then a dumb terminal, then whether it is a terminal. */
export function wantsColor(choice: ColorChoice, env: Environment, isTerminal: boolean): boolean {
  if (choice !== 'auto') return choice === 'always'
  if (env.NO_COLOR) return false
  const forced = env.FORCE_COLOR || env.CLICOLOR_FORCE
  if (forced) return forced !== '0' && forced !== 'false'
  return env.TERM !== 'dumb' && isTerminal
}

/** Lines and dots outside ASCII only where a terminal with a UTF-8 locale shows them. */
export function wantsUnicode(env: Environment, isTerminal: boolean): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return isTerminal && env.TERM !== 'dumb' && /utf-?8/i.test(locale)
}
