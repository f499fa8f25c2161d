/**
 * How it is measured. Absolute times depend on the machine and on what else it does, so what counts is ratios: the jobs that are compared
 * run in turn, round by round, so that a busy moment touches all of them alike, and the ratio is the median of those of the rounds.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Node 20 loads the file that this variable names on every start, which hides everything else. */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

/** An exit code that says that there is something to report; from 2 on the job is broken. */
const findings = 1

export class Bench {
  /** What happens in each round, for messages; set by the command. */
  log = () => {}

  constructor(folder, { usesCpu = false } = {}) {
    this.folder = folder
    /** Counts the time on a processor and not on the clock: for a machine that others use as well. */
    this.usesCpu = usesCpu
  }

  /** Milliseconds of a process; a job that does not do its work is an error, not a fast job. */
  time(command, { extra = {}, cwd = this.folder, worst = findings } = {}) {
    const [program, ...args] = this.usesCpu ? ['bash', '-c', cpuProgram, 'bash', ...command] : command
    const start = process.hrtime.bigint()
    const { status, stderr, error } = spawnSync(program, args, {
      ...{ cwd, env: { ...env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2e9 },
    })
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
    const said = String(stderr)
    if (error !== undefined || status === null || status > worst)
      throw new Error(`${command.join(' ').slice(0, 300)} ended with ${status ?? error}: ${said.slice(0, 2000)}`)
    return this.usesCpu ? cpuIn(said) : milliseconds
  }

  /** Peak memory of a Node program, in MiB. */
  memory(args, options) {
    const hook = join(this.folder, 'peak.cjs')
    const result = join(this.folder, 'peak.txt')
    if (!existsSync(hook)) writeFileSync(hook, peakProgram(result))
    rmSync(result, { force: true })
    this.time([process.execPath, '--require', hook, ...args], options)
    return Number(readFileSync(result, 'utf8')) / 1024
  }

  /** Runs all jobs in turn, so many rounds after one that warms up, which long jobs do not need. Gives the samples of each job. */
  rounds(jobs, count, { warmsUp = true } = {}) {
    const samples = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]))
    for (let round = warmsUp ? 0 : 1; round <= count; round++) {
      for (const [name, job] of Object.entries(jobs)) {
        const sample = job()
        if (round > 0) samples[name].push(sample)
        this.log(`${name}: ${sample.toFixed(1)}${round === 0 ? ' (warming up)' : ''}`)
      }
    }
    return samples
  }
}

const cpuProgram = 'TIMEFORMAT="cpu %3U %3S"; time "$@"'

/** Seconds in user and system mode, from what bash wrote last. */
function cpuIn(text) {
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)\s*$/.exec(text) ?? []
  if (system === undefined) throw new Error(`no time in: ${text.slice(-200)}`)
  return (Number(user) + Number(system)) * 1000
}

function peakProgram(file) {
  const write = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS))`
  return `process.on('exit', () => ${write})`
}

export function median(list) {
  const sorted = list.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The median of the ratios of the rounds. */
export function medianRatio(samples, others) {
  return median(samples.map((sample, round) => sample / others[round]))
}

/** A measured line: a target is a limit from above, unless `atLeast`. */
export function row(id, what, ratio, { target, stretch, atLeast = false, milliseconds, unit = 'x', note } = {}) {
  const holds = (limit) => (limit === undefined ? undefined : atLeast ? ratio >= limit : ratio <= limit)
  return {
    id,
    what,
    ratio,
    unit,
    milliseconds,
    target,
    stretch,
    atLeast,
    reached: holds(target),
    beyond: holds(stretch),
    note,
  }
}

/** What could not be measured is a line as well. */
export function missing(id, what, note) {
  return { id, what, ratio: undefined, unit: '', note }
}

/** The table: measure, ratio, target, stretch, reached. */
export function table(rows) {
  const cell = (value, unit) =>
    value === undefined ? '' : `${value < 10 ? value.toFixed(2) : value.toFixed(0)}${unit}`
  const sign = ({ atLeast }) => (atLeast ? '>= ' : '')
  const lines = rows.map((line) => {
    const verdict = line.beyond ? 'yes, stretch' : line.reached ? 'yes' : line.reached === false ? 'NO' : ''
    const target = line.target === undefined ? '' : sign(line) + cell(line.target, line.unit)
    const stretch = line.stretch === undefined ? '' : sign(line) + cell(line.stretch, line.unit)
    const time = line.milliseconds === undefined ? '' : `${line.milliseconds.toFixed(1)} ms`
    const numbers = [cell(line.ratio, line.unit), target, stretch].map((text) => text.padStart(10)).join('')
    return `${line.id.padEnd(5)}${line.what.padEnd(66)}${time.padStart(12)}${numbers}  ${[verdict, line.note].filter(Boolean).join('; ')}`.trimEnd()
  })
  const head = `${''.padEnd(5)}${'measure'.padEnd(66)}${'median'.padStart(12)}${['value', 'target', 'stretch'].map((text) => text.padStart(10)).join('')}  reached`
  return [head, ...lines].join('\n')
}
