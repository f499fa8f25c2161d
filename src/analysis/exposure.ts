import type { Severity, Subject } from '../finding.ts'

/** Statuses of an exposure, worst first. */
export const statuses = [
  'open',
  'partly-mitigated',
  'detected',
  'planned',
  'accepted',
  'not-applicable',
  'mitigated',
] as const
export type Status = (typeof statuses)[number]

/** One step of a path: the component it leads to, and the flow (or structural edge) it takes. */
export interface PathStep {
  readonly from: string
  readonly to: string
  /** Flow id, or the edge's kind (`trained-on`, `based-on`, `uses`, `hosted-on`). */
  readonly via: string
  /** True when it is the way back of a flow. */
  readonly backward: boolean
  readonly words: readonly string[]
  readonly crosses: boolean
}

/** A fact that the manifest leaves out and that the rule took for granted. */
export interface Assumption {
  /** Component or flow id. */
  readonly on: string
  readonly field: string
}

/** A control that has to do with an exposure, and how. */
export interface ControlEffect {
  readonly control: string
  /** `cuts`: prevents, in force. `limits`, `detects`: in force, does not cut. `planned`: would cut. */
  readonly effect: 'cuts' | 'limits' | 'detects' | 'planned'
  /** Places it stands on that matter to this exposure, as written in the manifest. */
  readonly on: readonly string[]
}

/** How the severity came about: each part is said in the output. */
export interface SeverityReasons {
  readonly maturity: string
  /** Who can reach it: an audience. */
  readonly reach: string
  /** What is at stake, in words: `criticality high`, `personal data`, `can spend-money`. */
  readonly stakes: readonly string[]
  /** Set when a rule or the configuration overrides what was computed. */
  readonly overriddenBy?: 'rule' | 'configuration'
  /** Larger is worse; orders the report within one severity. */
  readonly score: number
}

/** One technique on one subject, with the evidence. */
export interface Exposure {
  readonly technique: string
  readonly rule: string
  readonly subject: Subject
  /** Where the subject is a flow: its index in the manifest's `flows`. Flows without an id share a name when they share their ends. */
  readonly flow?: number
  readonly status: Status
  readonly severity: Severity
  readonly reasons: SeverityReasons
  /** One sentence that names the actual source, subject, data and path. */
  readonly message: string
  /** Source first; empty where the rule asks for no path. The way that is still open, where one is; else the way that was cut. */
  readonly path: readonly PathStep[]
  readonly assumptions: readonly Assumption[]
  readonly controls: readonly ControlEffect[]
  /** Where a control cuts one way and another is left: what stands where, in words. */
  readonly wayAround?: string
  /** Other rules that raise the same technique on the same subject. */
  readonly alsoRaisedBy: readonly string[]
  /** The configuration lets nobody lower what its rule finds: a promise does not make it milder. */
  readonly isLocked?: boolean
  /** Index of the decision that settles it, in the manifest's `decisions`. */
  readonly decision?: number
}
