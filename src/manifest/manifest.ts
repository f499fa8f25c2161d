/** The manifest as written, format 1: the shape of a file that passed the schema. Field names are the file's. */

export interface Manifest {
  readonly atlaslint: 1
  readonly system: SystemEntry
  readonly owners?: Readonly<Record<string, OwnerEntry>>
  readonly zones?: Readonly<Record<string, ZoneEntry>>
  readonly data?: Readonly<Record<string, DataEntry>>
  readonly components: Readonly<Record<string, ComponentEntry>>
  readonly flows?: readonly FlowEntry[]
  readonly controls?: Readonly<Record<string, ControlEntry>>
  readonly decisions?: readonly DecisionEntry[]
}

export interface SystemEntry {
  readonly name: string
  readonly description?: string
  readonly owner?: string
  readonly criticality?: string
  readonly stage?: string
  readonly catalog?: string
  /** Date, YYYY-MM-DD. */
  readonly reviewed?: string
  /** `90d`, `12w`, `6m`. */
  readonly 'review-every'?: string
  readonly tags?: readonly string[]
  readonly links?: readonly string[]
}

export interface OwnerEntry {
  readonly name?: string
  readonly contact?: string
}

export interface ZoneEntry {
  readonly trust: string
  readonly within?: string
  readonly owner?: string
  readonly description?: string
}

export interface DataEntry {
  readonly classification?: string
  readonly personal?: boolean
  readonly kind?: string
  readonly origin?: string
  readonly owner?: string
  readonly grants?: readonly string[]
  readonly lifetime?: string
  readonly description?: string
}

/** A component: `kind`, and any of the fields of `docs/manifest.md`. Rules read fields by name, so they stay an open record here. */
export type ComponentEntry = Readonly<Record<string, unknown>> & {
  readonly kind: string
  readonly name?: string
  readonly owner?: string
  readonly zone?: string
  readonly 'hosted-on'?: string
  readonly holds?: readonly string[]
  readonly can?: readonly string[]
}

export interface FlowEntry {
  readonly from: string
  readonly to: string
  readonly id?: string
  readonly carries?: readonly string[]
  readonly returns?: readonly string[]
  readonly auth?: string
  readonly encrypted?: boolean
  readonly automatic?: boolean
  readonly approval?: string
  readonly description?: string
}

export interface ControlEntry {
  readonly implements?: readonly string[]
  readonly covers?: readonly string[]
  readonly on: readonly string[]
  readonly status: 'planned' | 'implemented' | 'verified' | 'retired'
  readonly by?: string
  readonly owner?: string
  readonly due?: string
  readonly description?: string
  readonly evidence?: readonly EvidenceEntry[]
}

export interface EvidenceEntry {
  readonly type: string
  readonly ref: string
  readonly date?: string
  readonly result?: 'pass' | 'partial' | 'fail'
  readonly technique?: string
}

export interface DecisionEntry {
  readonly technique: string
  readonly on?: string
  readonly treatment: 'accept' | 'transfer' | 'avoid' | 'mitigate' | 'not-applicable'
  readonly reason: string
  readonly owner?: string
  readonly 'approved-by'?: string
  readonly decided?: string
  readonly expires?: string
  readonly due?: string
  readonly ticket?: string
}
