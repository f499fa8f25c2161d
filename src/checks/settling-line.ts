import type { Manifest } from '../manifest/manifest.ts'
import { booleanFields, dataKinds, flowAuth, listFields, referenceFields, scales, valueFields } from '../vocabulary.ts'
import type { AskedFact } from './asked.ts'

/** The line of YAML that would settle a fact, with every value that it may have: one word of `a | b`, or some of a list. */
export function settlingLine({ on, field }: AskedFact, manifest: Manifest): string {
  if (field === 'zone') return `zone: ${choice(Object.keys(manifest.zones ?? {}), '<zone>')}`
  if (on.type === 'data') return `${field}: ${choice(dataValues[field] ?? [])}`
  if (on.type === 'flow') return `${field}: ${choice(flowValues[field] ?? [])}`
  if (field === 'hosted-on') return 'hosted-on: <component>'
  if ((referenceFields as readonly string[]).includes(field)) return `${field}: [<component>]`
  if ((booleanFields as readonly string[]).includes(field)) return `${field}: ${choice(yesOrNo)}`
  const list = listFields[field]
  return list === undefined ? `${field}: ${choice(valueFields[field] ?? [])}` : `${field}: [${list.join(', ')}]`
}

/** What to do with the values of a line: take one of `a | b`, strike out of `[a, b]`. */
export function howToChoose(line: string): string {
  if (line.includes(' | ')) return ' (one of these)'
  return line.includes('[') && line.includes(', ') ? ' (keep what holds; [] for none)' : ''
}

const yesOrNo = ['true', 'false']

const dataValues: Readonly<Record<string, readonly string[]>> = {
  classification: scales.classification ?? [],
  lifetime: scales.lifetime ?? [],
  kind: dataKinds,
  personal: yesOrNo,
}

const flowValues: Readonly<Record<string, readonly string[]>> = {
  auth: flowAuth,
  approval: scales.approval ?? [],
  encrypted: yesOrNo,
  automatic: yesOrNo,
}

function choice(values: readonly string[], otherwise = '<value>'): string {
  return values.length === 0 ? otherwise : values.join(' | ')
}
