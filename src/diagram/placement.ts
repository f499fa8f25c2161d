/** Where everything of a drawing is, in pixels from the upper left; in the order of the drawing's lists. */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** A Bézier spline: a first point, then three for each curve, the last of which is where it ends. */
export type Curve = readonly Point[]

export interface PlacedEdge {
  /** From source to target: up to the label and on from it, or in one where nothing is written on it. */
  readonly curves: readonly Curve[]
  readonly label?: Box
}

export interface Placement {
  readonly width: number
  readonly height: number
  readonly zones: readonly Box[]
  readonly components: readonly Box[]
  readonly flows: readonly PlacedEdge[]
  readonly ties: readonly PlacedEdge[]
}
