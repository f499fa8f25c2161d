/** The questions of `init`, at a terminal. The only home of @clack/prompts. */

import { Readable, Writable } from 'node:stream'
import { intro, isCancel, select, text } from '@clack/prompts'
import type { Surroundings } from '../surroundings.ts'
import type { Answers, Template } from './templates.ts'

export interface Asked extends Answers {
  readonly template: string
}

/** True when somebody is there to answer: both ends are a terminal. */
export function isInteractive({ stdin, stderr, env }: Surroundings): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && stdin instanceof Readable && !env.CI
}

/** Asks for what the arguments did not say. Questions go to stderr: stdout is for results. */
export async function ask(
  given: Partial<Asked>,
  templates: readonly Template[],
  surroundings: Surroundings,
): Promise<Asked> {
  const streams = { input: surroundings.stdin as Readable, output: outputTo(surroundings) }
  const line = async (message: string, placeholder: string, validate?: (value: string) => string | undefined) => {
    const check = (value: string | undefined) => validate?.((value ?? '').trim())
    const answer = answered<string | undefined>(await text({ message, placeholder, validate: check, ...streams }))
    return answer?.trim() || undefined
  }
  intro('A manifest for an AI system', streams)
  const template = given.template ?? (await chosenTemplate(templates, streams))
  const name = given.name ?? (await line('What is the system called?', 'Enter: as in the template'))
  const owner =
    given.owner ??
    (await line('Which team answers for it? A short id, such as support-ai', 'Enter: TODO', ownerProblem))
  const contact =
    owner === undefined
      ? undefined
      : (given.contact ?? (await line(`How is ${owner} reached?`, 'mail, #channel or URL')))
  return {
    template,
    ...(name === undefined ? {} : { name }),
    ...(owner === undefined ? {} : { owner }),
    ...(contact === undefined ? {} : { contact }),
  }
}

/** What is wrong with an owner's id; nothing is a TODO. */
export function ownerProblem(id: string): string | undefined {
  if (id === '' || /^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) return undefined
  return 'Small letters, digits and hyphens, as in support-ai'
}

async function chosenTemplate(templates: readonly Template[], streams: { input: Readable; output: Writable }) {
  const options = templates.map(({ id, title }) => {
    const at = title.indexOf(': ')
    return { value: id, label: title.slice(0, at), hint: title.slice(at + 2) }
  })
  return answered<string>(await select({ message: 'Which of these is nearest to it?', options, ...streams }))
}

/** The code that shells give to a program that Ctrl-C ended. */
class Interrupted extends Error {
  readonly endsRunWith = 130
}

/** Ctrl-C and Escape end the run before anything is written. */
function answered<T>(answer: T | symbol): T {
  if (isCancel(answer)) throw new Interrupted('cancelled; nothing was written')
  return answer as T
}

/** A stream, as the library wants one, in front of an output that only writes. */
function outputTo({ stderr }: Surroundings): Writable {
  const stream = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      stderr.write(chunk.toString())
      done()
    },
  })
  return Object.assign(stream, { isTTY: true, columns: stderr.columns || 80, rows: 24 })
}
