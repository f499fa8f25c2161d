import type { Status } from '../analysis/exposure.ts'
import type { Severity } from '../finding.ts'

/** The system as a data-flow diagram, without any place: what `toDot`, `toMermaid` and the layout begin with. Text is as written. */
export interface Drawing {
  readonly title: string
  /** False: drawn without exposures, so nothing is marked and the legend is silent about them. */
  readonly marked: boolean
  /** Exposures of the system as a whole. */
  readonly mark?: Mark
  readonly zones: readonly DrawnZone[]
  readonly components: readonly DrawnComponent[]
  readonly flows: readonly DrawnFlow[]
  readonly ties: readonly DrawnTie[]
}

export interface DrawnZone {
  readonly id: string
  readonly trust: string
  /** The zone around it. */
  readonly within?: string
}

/**
 * What a component looks like. `actor`: an external entity; `store`: it keeps data; `model` and `agent`: what learns, and what acts by
 * itself; `process`: everything else.
 */
export type Shape = 'actor' | 'process' | 'store' | 'model' | 'agent'

export interface DrawnComponent {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly shape: Shape
  /** True for what a system without AI would not have. */
  readonly isAi: boolean
  readonly zone?: string
  readonly mark?: Mark
}

export interface DrawnFlow {
  /** The subject's id, as in the report: its own, or `from -> to`. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly carries: readonly string[]
  readonly returns: readonly string[]
  /** Undefined when an end has no zone. */
  readonly crosses: boolean | undefined
  readonly mark?: Mark
}

/** What a component has of another, without a flow: `uses`, `trained-on`, `based-on`, `hosted-on`. Source first. */
export interface DrawnTie {
  readonly kind: string
  readonly from: string
  readonly to: string
}

/** How exposed something is. */
export interface Mark {
  /** Of the worst exposure that is not settled; where all are, of the worst. */
  readonly severity: Severity
  readonly status: Status
  /** Exposures that are not settled; where all are, those that are. */
  readonly count: number
}

/** The word that a mark is coloured by. */
export type Level = Severity | 'accepted' | 'mitigated'

/** What is settled has the colour of its status, whatever its severity was. */
export function levelOf({ status, severity }: Mark): Level {
  return status === 'accepted' || status === 'mitigated' ? status : severity
}
