/** dist/catalog.json as a value → Catalog. `import/slim.ts` writes that format. */

import { type Catalog, defences, type Mitigation, maturities, mitigationClasses, type Technique } from './catalog.ts'

/** Version of the JSON formats that this code reads. */
export const format = 2

/**
 * Lists instead of objects; numbers are positions in the lists of tactics, techniques, mitigations, maturities, classes and defences. A
 * sub-technique lists what it has of its parent, too.
 */
interface SlimJson {
  readonly format: number
  readonly release: string
  readonly tactics: readonly (readonly [id: string, name: string])[]
  readonly techniques: readonly SlimTechnique[]
  readonly mitigations: readonly SlimMitigation[]
  readonly retired: readonly (readonly [id: string, name: string, after: string, successor: string | null])[]
  readonly caseStudies: readonly (readonly [id: string, techniques: readonly number[]])[]
}
type SlimTechnique = readonly [
  id: string,
  name: string,
  tactics: readonly number[],
  maturity: number,
  incidents: number,
  mitigations: readonly number[],
]
type SlimMitigation = readonly [
  id: string,
  name: string,
  effect: number,
  defends: number,
  techniques: readonly number[],
]

/** Reads the slim catalog. The value comes from our own build, so that only its format version is checked. */
export function readCatalog(slimJson: unknown): Catalog {
  const slim = checkedFormat<SlimJson>(slimJson)
  const mitigations = readMitigations(slim)
  return {
    release: slim.release,
    tactics: slim.tactics.map(([id, name]) => ({ id, name })),
    techniques: readTechniques(slim),
    mitigations,
    caseStudies: new Map(
      slim.caseStudies.map(([id, used]) => [
        id,
        { id, techniques: used.map((position) => at(slim.techniques, position)[0]) },
      ]),
    ),
    retired: new Map(
      slim.retired.map(([id, name, after, successor]) => [id, { name, after, successor: successor ?? undefined }]),
    ),
  }
}

/** The value, if it is a catalog file of the version that this code reads. A wrong one is a fault of the installation. */
export function checkedFormat<Json extends { readonly format: number }>(json: unknown): Json {
  const found = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined
  if (found !== format) throw new Error(`ATLAS catalog: expected format ${format}, found ${String(found)}`)
  return json as Json
}

function readMitigations(slim: SlimJson): Map<string, Mitigation> {
  const mitigations = new Map<string, Mitigation>()
  for (const [id, name, effect, defends, linked] of slim.mitigations) {
    mitigations.set(id, {
      id,
      name,
      class: at(mitigationClasses, effect),
      defends: at(defences, defends),
      techniques: linked.map((position) => at(slim.techniques, position)[0]),
    })
  }
  return mitigations
}

/** Parents stand before their sub-techniques in the list. */
function readTechniques(slim: SlimJson): Map<string, Technique> {
  const techniques = new Map<string, Technique>()
  for (const [id, name, tactics, maturity, incidents, mitigations] of slim.techniques) {
    const parent = techniques.get(parentId(id) ?? '')
    techniques.set(id, {
      id,
      name,
      fullName: parent === undefined ? name : `${parent.name}: ${name}`,
      parent: parent?.id,
      tactics: tactics.map((position) => at(slim.tactics, position)[0]),
      maturity: at(maturities, maturity),
      mitigations: mitigations.map((position) => at(slim.mitigations, position)[0]),
      incidents,
    })
  }
  return techniques
}

/** `AML.T0051` for `AML.T0051.001`. */
function parentId(id: string): string | undefined {
  const dot = id.indexOf('.', 'AML.'.length)
  return dot === -1 ? undefined : id.slice(0, dot)
}

function at<Value>(values: readonly Value[], position: number): Value {
  const value = values[position]
  if (value === undefined) throw new Error(`ATLAS catalog: position ${position} of ${values.length}`)
  return value
}
