/** The end of each command's help: what one types, and what the exit codes mean. */

import type { Command } from 'commander'
import type { Context } from './context.ts'

interface Teaching {
  /** What one types after `atlaslint`, and what it is good for. */
  readonly examples: readonly (readonly [string, string])[]
  /** What 0 and 1 mean; 2 and 3 are the same everywhere. Without a 1 the command reads no manifest. */
  readonly done?: string
  readonly findings?: string
}

const notValid = 'a manifest that is not valid'

/** By the words that name the command. A test asks that each command is here, and that each example parses. */
export const teachings: Readonly<Record<string, Teaching>> = {
  lint: {
    examples: [
      ['lint', 'every manifest below this folder'],
      ['lint ai-system.yaml --fail-on high', 'one file; medium findings do not fail the run'],
      ['lint --changed-since origin/main', 'only what this branch touches'],
      ['lint --update-baseline', 'what is found today fails nothing tomorrow'],
      ['lint -f pretty -f json=report.json', 'a report to read and one to keep'],
      ['lint -f html=report.html', 'a page for a browser, with a diagram'],
    ],
    done: 'nothing at or above --fail-on',
    findings: 'findings at or above --fail-on, or a manifest that is not valid',
  },
  init: {
    examples: [
      ['init', 'asks at a terminal which kind of system it is'],
      ['init --template coding-agent --owner devtools', 'asks nothing'],
      ['init services/chat --minimal', 'a second system: only its manifest'],
      ['init --list', 'the templates'],
    ],
    done: 'written',
  },
  accept: {
    examples: [
      [
        "accept 3f2a9c01d7be --reason 'Read-only until March' --owner platform --expires 2027-03-31",
        'a finding, by the digits that the report shows',
      ],
      [
        "accept --technique AML.T0065 --on chat --treatment not-applicable --reason 'No public model'",
        'a technique on a component, without a finding',
      ],
    ],
    done: 'written',
  },
  explain: {
    examples: [
      ['explain AML.T0051.001', 'a technique: what it is, which rules see it, what stops it'],
      ['explain AML.M0020', 'a mitigation: what it stops, and what not'],
      ['explain component-without-owner', 'a rule or a check, by the id in a finding'],
    ],
  },
  why: {
    examples: [
      ['why ai-system.yaml agent AML.T0051', 'every condition of every rule, with its answer'],
      ["why ai-system.yaml 'mailbox -> agent' AML.T0051.001", 'the same for a flow'],
    ],
    findings: notValid,
  },
  plan: {
    examples: [
      ['plan', 'the fewest controls that close the most, to paste'],
      ["plan --what-if '{ implements: [AML.M0020], on: [agent] }'", 'what one control would change'],
      ['plan --without input-guard', 'what would be open without a control'],
    ],
    findings: notValid,
  },
  incidents: {
    examples: [
      ['incidents', 'published incidents that would work here'],
      ['incidents ai-system.yaml --all', 'all of them, step by step'],
    ],
    findings: notValid,
  },
  coverage: {
    examples: [
      ['coverage', 'the matrix of every system below this folder'],
      ['coverage --fail-under 0.8', 'a gate on the share that is settled'],
    ],
    findings: `less is settled than --fail-under asks, or ${notValid}`,
  },
  rules: {
    examples: [
      ['rules list --covers AML.T0051', 'who judges a technique'],
      ['rules test my-rules.yaml', 'your rules against their own examples'],
      ['rules validate my-rules.yaml', 'mistakes, with their places'],
    ],
  },
  'rules list': {
    examples: [
      ['rules list --covers AML.T0051', 'rules for a technique and its sub-techniques'],
      ['rules list --json', 'all of them, for a program'],
    ],
  },
  'rules test': {
    examples: [
      ['rules test', "the bundled rules' own examples"],
      ['rules test my-rules.yaml', 'yours'],
    ],
    findings: 'an example fails',
  },
  'rules validate': {
    examples: [
      ['rules validate my-rules.yaml', 'one file'],
      ['rules validate rules/', 'a folder of them'],
    ],
  },
  merge: {
    examples: [
      ['merge shards/', 'the verdict of all shards in a folder'],
      ['merge shards/ -f pretty -f json=all.json', 'one to read and one to keep'],
    ],
    done: 'nothing at or above the --fail-on of the shards',
    findings: 'findings at or above it, or a manifest that is not valid',
  },
  graph: {
    examples: [
      ['graph -o system.svg', 'the only manifest below this folder, coloured by what is exposed'],
      ['graph ai-system.yaml -f mermaid', 'for a page that draws Mermaid'],
      ['graph ai-system.yaml -f dot --no-exposures', 'for Graphviz: the system alone'],
    ],
    done: 'drawn',
    findings: notValid,
  },
  portfolio: {
    examples: [
      ['portfolio', 'every system below this folder, worst first'],
      ['portfolio report.json --by owners', 'from a report: who has most to do'],
    ],
    findings: notValid,
  },
  catalog: {
    examples: [
      ['catalog show', 'release, source, counts'],
      ['catalog list', 'every technique, and whether rules judge it'],
      ['catalog diff 5.6.1 2026.09', 'what a new release of ATLAS changes'],
    ],
  },
  'catalog show': {
    examples: [
      ['catalog show', 'the bundled catalog'],
      ['catalog show --catalog ATLAS.yaml', 'a file of ATLAS data'],
    ],
  },
  'catalog list': {
    examples: [
      ['catalog list', 'as a table'],
      ['catalog list --json', 'for a program'],
    ],
  },
  'catalog import': {
    examples: [
      ['catalog import ATLAS.yaml -o catalog.json', 'once, for many runs with --catalog'],
      ['catalog import ATLAS.yaml', 'to stdout'],
    ],
  },
  'catalog diff': {
    examples: [
      ['catalog diff 5.6.1 2026.09', 'techniques that came, went and changed'],
      ['catalog diff 5.6.1 2026.09 --manifest ai-system.yaml', 'what that means for a system'],
    ],
    findings: notValid,
  },
  config: {
    examples: [
      ['config show', 'every value in force, and where it comes from'],
      ['config schema manifest', 'a JSON Schema for your editor'],
    ],
  },
  'config show': {
    examples: [
      ['config show', 'for this folder'],
      ['config show services/chat --json', 'for another, for a program'],
    ],
  },
  'config schema': {
    examples: [
      ['config schema manifest', 'of manifests'],
      ['config schema config > config.schema.json', 'of the configuration'],
    ],
  },
  completion: {
    examples: [
      ['completion bash >> ~/.bashrc', 'bash'],
      ['completion zsh > ~/.zfunc/_atlaslint', 'zsh, with that folder in $fpath'],
      ['completion fish > ~/.config/fish/completions/atlaslint.fish', 'fish'],
      ['completion pwsh >> $PROFILE', 'PowerShell'],
    ],
  },
}

/** Adds them to whatever command is asked for its help. */
export function addExamples(program: Command, _context: Context): void {
  program.addHelpText('afterAll', ({ command }) => helpEnd(pathOf(command)))
}

/** Words that name a command; the program itself has none. */
export function pathOf(command: Command): string {
  return command.parent === null ? '' : `${pathOf(command.parent)} ${command.name()}`.trim()
}

function helpEnd(path: string): string {
  const teaching = teachings[path]
  if (teaching === undefined) return ''
  const { examples, done = 'done', findings } = teaching
  const width = Math.max(...examples.map(([words]) => words.length))
  const lines = examples.map(([words, what]) => `  atlaslint ${words.padEnd(width)}  ${what}\n`)
  const one = findings === undefined ? '' : `  1  ${findings}\n`
  return `
Examples:
${lines.join('')}
Exit codes:
  0  ${done}
${one}  2  wrong arguments or unreadable input: nothing was ${findings === undefined ? 'done' : 'judged'}
  3  a bug in atlaslint
`
}
