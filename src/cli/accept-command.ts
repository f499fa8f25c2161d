/** `atlaslint accept`: writes a decision about a finding, if it would hold, and disturbs nothing else in the file. */

import { type Command, InvalidArgumentError } from 'commander'
import { type AcceptOptions, accept } from './accept.ts'
import { addConfigOptions } from './config-options.ts'
import type { Context } from './context.ts'
import { addText, choiceOption, day } from './parsers.ts'
import { UsageError } from './usage-error.ts'

const treatments = ['accept', 'transfer', 'avoid', 'mitigate', 'not-applicable'] as const

export function addAccept(program: Command, context: Context): void {
  const command = program
    .command('accept')
    .description('write a decision about a finding, if it would hold')
    .argument('[finding]', 'fingerprint of the finding, or its first 12 digits or more', fingerprint)
    .optionsGroup('Finding:')
    .option('--technique <id>', 'instead of a fingerprint, with --on: a technique of ATLAS')
    .option('--on <subject>', "component, flow (id or 'a -> b'), or '*' for the whole system")
    .option('--file <manifest>', 'the manifest (default: those that lint would judge)')
    .optionsGroup('Decision:')
    .addOption(choiceOption('--treatment <word>', 'what is done about it', treatments).default('accept'))
    .option('--reason <text>', 'why, for whoever reads it next year')
    .option('--owner <id>', 'who answers for it; accept, transfer and mitigate need one')
    .option('--approved-by <name>', 'who agreed; high and critical risks need one')
    .option('--expires <date>', 'until when it holds, YYYY-MM-DD; accept and transfer need it', day)
    .option('--due <date>', 'when the mitigation will be there; mitigate needs it', day)
    .option('--ticket <text>', 'where the work is tracked')
    .optionsGroup('Files:')
    .addOption(
      choiceOption('--to <file>', 'where it is written (default: the decisions file, if there is one)', [
        'manifest',
        'decisions',
      ]),
    )
    .option('--decisions <file>', 'the decisions file (default: that of the configuration); made where it is missing')
    .option('--rules <path>', 'rule file or folder to add (repeatable)', addText)
    .option('--catalog <file>', 'another ATLAS catalog: a file of ATLAS data, or what catalog import wrote')
    .option('--now <date>', 'date that expiry is held against, YYYY-MM-DD (default: today, UTC)', day)
  addConfigOptions(command).optionsGroup('Options:')
  command.action((finding: string | undefined, options: AcceptOptions) => {
    refuseHalf(finding, options)
    accept(finding, options, context)
  })
}

function fingerprint(value: string): string {
  if (/^[0-9a-f]{12,64}$/i.test(value)) return value.toLowerCase()
  throw new InvalidArgumentError('Not a fingerprint: 12 to 64 of the digits 0-9 and a-f, as in the JSON report.')
}

/** What is missing is said at once, all of it. */
function refuseHalf(finding: string | undefined, options: AcceptOptions): void {
  const { technique, on, treatment } = options
  if (finding !== undefined && (technique !== undefined || on !== undefined))
    throw new UsageError('name a finding, or a technique with --on, not both')
  if (finding === undefined && (technique === undefined || on === undefined))
    throw new UsageError("name a finding by its fingerprint, or with --technique and --on ('*' for the whole system)")
  const needed = {
    accept: ['reason', 'owner', 'expires'],
    transfer: ['reason', 'owner', 'expires'],
    mitigate: ['reason', 'owner', 'due'],
    avoid: ['reason'],
    'not-applicable': ['reason'],
  } as const
  const missing = needed[treatment].filter((key) => options[key] === undefined || options[key]?.trim() === '')
  if (missing.length > 0)
    throw new UsageError(`--treatment ${treatment} needs ${missing.map((key) => `--${key}`).join(', ')}`)
}
