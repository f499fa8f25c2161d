import type { Catalog, Technique } from '../atlas/catalog.ts'
import type { Subject } from '../finding.ts'
import { askRule, evidenceOf, type Match, type MatchSubject, matchRule, placesIn } from '../rules/match.ts'
import { renderMessage, subjectName, toldWay } from '../rules/message.ts'
import type { Rule } from '../rules/rule.ts'
import { cutRun, type Evidence, type Run, type SystemFacts, systemFacts } from '../rules/run.ts'
import { Places } from '../rules/support.ts'
import { ASK, ASSUMED, type Truth } from '../rules/truth.ts'
import type { Move, System } from '../system/system.ts'
import { cutsOf, type Effect, effectOf, type Nature, type PlacedControl, placeControls } from './controls.ts'
import { decisionFor, statusOf } from './decisions.ts'
import type { Assumption, ControlEffect, Exposure, PathStep, Status } from './exposure.ts'
import { mergeExposures } from './merge-exposures.ts'
import { natureOf } from './nature.ts'
import { severityOf } from './severity.ts'
import { wayAroundText } from './way-around.ts'

/** What the manifest leaves out and a rule would have to know. */
export interface Question {
  readonly technique: string
  readonly rule: string
  readonly subject: Subject
  /** Component or flow id, and its field. */
  readonly on: string
  readonly field: string
}

export interface Analysis {
  /** What matters most first. */
  readonly exposures: readonly Exposure[]
  /** The same as each rule sees it: several rules may raise one technique on one subject. In the order of the rules. */
  readonly raised: readonly Exposure[]
  readonly questions: readonly Question[]
  readonly controls: readonly PlacedControl[]
}

/** Everything that one run of the analysis needs; `now` is YYYY-MM-DD. */
export interface AnalysisInput {
  readonly system: System
  readonly catalog: Catalog
  readonly rules: readonly Rule[]
  readonly now: string
}

/** Every technique on every subject that a rule finds, with its status. */
export function analyse(input: AnalysisInput): Analysis {
  const facts = systemFacts(input.system)
  const controls = placeControls(input.system)
  const shared: Shared = { facts, controls, places: new Map(), runs: new CutRuns(facts) }
  const exposures: Exposure[] = []
  const questions: Question[] = []
  for (const rule of input.rules) {
    const technique = input.catalog.techniques.get(rule.technique)
    if (technique === undefined) continue
    const matches = matchRule(rule, facts)
    if (matches.length === 0) continue
    const judge = new RuleJudge(input, shared, rule, technique)
    for (const match of matches) {
      if (match.truth >= ASSUMED) exposures.push(judge.exposure(match))
      else questions.push(...judge.questions(match))
    }
  }
  const merged = mergeExposures(exposures)
  return { exposures: merged, raised: exposures, questions: openQuestions(questions, merged), controls }
}

/** One rule's matches turned into exposures. Runs with the same cuts are shared by all its subjects. */
class RuleJudge {
  readonly run: Run
  readonly #input: AnalysisInput
  readonly #rule: Rule
  readonly #technique: Technique
  readonly #shared: Shared
  readonly #answers = new Map<Nature, readonly Answer[]>()

  constructor(input: AnalysisInput, shared: Shared, rule: Rule, technique: Technique) {
    this.run = shared.facts.drawn
    this.#input = input
    this.#shared = shared
    this.#rule = rule
    this.#technique = technique
  }

  exposure({ subject, truth }: Match): Exposure {
    const answers = this.#answersFor(natureOf(subject))
    const settled = this.#settle(subject, truth, answers)
    const { run, evidence, effects, limited } = settled
    const { system } = this.#input
    const rule = this.#rule.entry
    const { severity, reasons } = severityOf({
      run,
      subject,
      evidence,
      technique: this.#technique,
      rule,
      factsNeeded: this.#rule.factsNeeded,
      configured: this.#rule.configured,
      assumed: settled.truth === ASSUMED,
      limited,
    })
    const isLocked = this.#rule.locked === true
    const isUndecided = settled.status === 'mitigated' || isLocked
    const decision = isUndecided ? -1 : decisionFor(system, rule.technique, subject, this.#input.now)
    const path = toldWay(evidence).map(pathStep)
    const wayAround =
      settled.status === 'partly-mitigated' ? wayAroundText(path, effects, subjectName(subject)) : undefined
    return {
      technique: rule.technique,
      rule: rule.id,
      subject: subjectOf(subject),
      ...(subject.type === 'flow' ? { flow: subject.flow.index } : {}),
      status: decision < 0 ? settled.status : statusOf((system.manifest.decisions ?? [])[decision] as never),
      severity,
      reasons,
      message: renderMessage(rule.message, subject, evidence),
      path,
      assumptions: assumptionsOf(evidence),
      controls: effects,
      ...(wayAround === undefined ? {} : { wayAround }),
      alsoRaisedBy: [],
      ...(isLocked ? { isLocked } : {}),
      ...(decision < 0 ? {} : { decision }),
    }
  }

  /** Asks again with cuts made: what is left decides the status, and is what the report shows and weighs. */
  #settle(subject: MatchSubject, truth: Truth, answers: readonly Answer[]): Settled {
    const drawn = { run: this.run, truth, evidence: evidenceOf(this.#rule, subject, this.run) }
    if (answers.length === 0) return { ...drawn, status: 'open', effects: [], limited: false }
    const places = this.#placesOf(answers)
    const found = placesIn(this.#rule, subject, this.run, places)
    const effects = answers.flatMap((answer) => effectOn(answer, places, found))
    // What takes no part in the match cannot end it, so only controls that stand on the support are worth asking about.
    const some = (effect: Effect): boolean => effects.some((entry) => entry.effect === effect)
    const limited = some('limits')
    if (!some('cuts')) {
      if (this.#isPromised(subject, answers, effects)) return { ...drawn, status: 'planned', effects, limited }
      const detected = some('detects') && !this.#matchesWith(subject, answers, 'detects')
      return { ...drawn, status: detected ? 'detected' : 'open', effects, limited }
    }
    const run = this.#cutBy(answers, 'cuts')
    const truthLeft = askRule(this.#rule, subject, run)
    if (truthLeft < ASSUMED) return { ...drawn, status: 'mitigated', effects, limited }
    const left = { run, truth: truthLeft, evidence: evidenceOf(this.#rule, subject, run) }
    const status = this.#isPromised(subject, answers, effects) ? 'planned' : 'partly-mitigated'
    return { ...left, status, effects, limited: limited && this.#isLimited(subject, answers, run) }
  }

  /** True where planned controls, with those in force, will end it. */
  #isPromised(subject: MatchSubject, answers: readonly Answer[], effects: readonly ControlEffect[]): boolean {
    return effects.some(({ effect }) => effect === 'planned') && !this.#matchesWith(subject, answers, 'cuts', 'planned')
  }

  /** A limit counts where it stands on what is left: on a way that is cut it limits nothing. */
  #isLimited(subject: MatchSubject, answers: readonly Answer[], run: Run): boolean {
    const places = this.#placesOf(answers)
    const found = placesIn(this.#rule, subject, run, places)
    return answers.some((answer) => answer.effect === 'limits' && effectOn(answer, places, found).length > 0)
  }

  /** Where the controls stand that answer; of those with the same answers, one list, by which searches remember what they found. */
  #placesOf(answers: readonly Answer[]): Places {
    const { places } = this.#shared
    const key = answers.map(({ control }) => control.id).join(' ')
    let found = places.get(key)
    if (found === undefined) {
      found = new Places(answers.flatMap(({ control }) => control.places))
      places.set(key, found)
    }
    return found
  }

  #matchesWith(subject: MatchSubject, answers: readonly Answer[], ...effects: Effect[]): boolean {
    return askRule(this.#rule, subject, this.#cutBy(answers, ...effects)) >= ASSUMED
  }

  #cutBy(answers: readonly Answer[], ...effects: Effect[]): Run {
    return this.#shared.runs.cutBy(
      answers.filter(({ effect }) => effects.includes(effect)).map(({ control }) => control),
    )
  }

  questions({ subject }: Match): Question[] {
    const { technique, id } = this.#rule.entry
    const asked = evidenceOf(this.#rule, subject, this.run).unknown.filter(({ truth }) => truth === ASK)
    return asked.map(({ on, field }) => ({ technique, rule: id, subject: subjectOf(subject), on, field }))
  }

  /** The controls that answer the rule, for subjects of one nature. */
  #answersFor(nature: Nature): readonly Answer[] {
    let answers = this.#answers.get(nature)
    if (answers === undefined) {
      const { catalog, now } = this.#input
      answers = this.#shared.controls.flatMap((control) => {
        const effect = effectOf(control.entry, this.#rule, nature, catalog, now)
        return effect === undefined ? [] : [{ control, effect }]
      })
      this.#answers.set(nature, answers)
    }
    return answers
  }
}

interface Settled {
  readonly status: Status
  /** The system as drawn, or what controls leave of it: where the evidence is from. */
  readonly run: Run
  readonly truth: Truth
  readonly evidence: Evidence
  readonly effects: ControlEffect[]
  /** A control limits what is left. */
  readonly limited: boolean
}

/** A control that answers a rule, and how. */
interface Answer {
  readonly control: PlacedControl
  readonly effect: Effect
}

/** What all rules share: the system, its controls, and the system with some of them cutting. */
interface Shared {
  readonly facts: SystemFacts
  readonly controls: readonly PlacedControl[]
  /** Where controls stand that answer together, by their ids. */
  readonly places: Map<string, Places>
  readonly runs: CutRuns
}

/** Many rules are answered by the same controls: what was found out with their cuts made serves all of them. */
class CutRuns {
  readonly #facts: SystemFacts
  readonly #runs = new Map<string, Run>()

  constructor(facts: SystemFacts) {
    this.#facts = facts
  }

  cutBy(controls: readonly PlacedControl[]): Run {
    const key = controls.map(({ id }) => id).join(' ')
    let run = this.#runs.get(key)
    if (run === undefined) {
      run = cutRun(this.#facts, cutsOf(this.#facts.system, controls))
      this.#runs.set(key, run)
    }
    return run
  }
}

/** A control has to do with an exposure where it stands on something that takes part in it. */
function effectOn({ control, effect }: Answer, places: Places, found: ReadonlySet<number>): ControlEffect[] {
  const on = control.places.filter((place) => found.has(places.all.indexOf(place)))
  return on.length === 0 ? [] : [{ control: control.id, effect, on: on.map(({ written }) => written) }]
}

function pathStep(move: Move): PathStep {
  return {
    from: move.from.id,
    to: move.to.id,
    via: move.flow?.id ?? move.kind,
    backward: move.backward,
    words: move.payload.words,
    crosses: move.crosses === true,
  }
}

export function subjectOf(subject: MatchSubject): Subject {
  if (subject.type === 'system') return { type: 'system', id: 'system' }
  return { type: subject.type, id: subjectName(subject) }
}

function assumptionsOf(evidence: Evidence): Assumption[] {
  const seen = new Map<string, Assumption>()
  for (const { on, field, truth } of evidence.unknown) {
    if (truth === ASSUMED) seen.set(`${on} ${field}`, { on, field })
  }
  return [...seen.values()]
}

/** Questions whose technique is not already raised on their subject, each once. */
function openQuestions(questions: readonly Question[], exposures: readonly Exposure[]): Question[] {
  const raised = new Set(exposures.map(({ technique, subject }) => `${technique} ${subject.id}`))
  const seen = new Map<string, Question>()
  for (const question of questions) {
    if (raised.has(`${question.technique} ${question.subject.id}`)) continue
    seen.set(`${question.technique} ${question.subject.id} ${question.on} ${question.field}`, question)
  }
  return [...seen.values()]
}
