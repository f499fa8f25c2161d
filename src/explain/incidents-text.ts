import type { Incident, IncidentStep } from '../analysis/incidents.ts'
import type { FullCatalog } from '../atlas/full.ts'
import { knownDate } from '../atlas/full.ts'

/** The replayed incidents as text: those that would work from end to end first. */
export function incidentsText(
  system: string,
  incidents: readonly Incident[],
  catalog: FullCatalog,
  all: boolean,
): string {
  const working = incidents.filter(({ works }) => works)
  const partly = incidents.filter(({ works, open }) => !works && open > 0)
  const none = incidents.length - working.length - partly.length
  const shown = all ? incidents : [...working, ...partly.filter(({ open, steps }) => open * 2 >= steps.length)]
  return [
    `${system}: ${headline(working.length)} ${partly.length} more have open steps; ${none} do not apply or are cut.`,
    ...shown.map((incident) => incidentText(incident, catalog)),
    ...(all || shown.length === working.length + partly.length
      ? []
      : [
          `${working.length + partly.length - shown.length} with less than half of their steps open (--all shows them)`,
        ]),
  ].join('\n\n')
}

/** `3 documented incidents would work here from end to end.` */
export function headline(working: number): string {
  if (working === 0) return 'No documented incident would work here from end to end.'
  return working === 1
    ? '1 documented incident would work here from end to end.'
    : `${working} documented incidents would work here from end to end.`
}

/** The incident and how much of it would work. */
export function incidentHead({ caseStudy, steps, open, works }: Incident, name: string, date: string): string {
  const verdict = works ? 'would work' : 'would not work from end to end'
  return `${caseStudy} ${name} (${date}): ${open} of ${steps.length} steps open, ${verdict}`
}

function incidentText(incident: Incident, catalog: FullCatalog): string {
  const study = catalog.caseStudies.get(incident.caseStudy)
  return [
    incidentHead(incident, study?.name ?? '', study === undefined ? '' : knownDate(study)),
    ...incident.steps.map((step) => `  ${stepText(step, catalog)}`),
  ].join('\n')
}

function stepText({ technique, state, subjects, controls }: IncidentStep, catalog: FullCatalog): string {
  const name = `${technique} ${catalog.techniques.get(technique)?.fullName ?? ''}`
  if (state === 'open') return `open    ${name} on ${subjects.join(', ')}`
  return state === 'cut'
    ? `cut     ${name} by ${controls.join(', ') || 'controls'} on ${subjects.join(', ')}`
    : `absent  ${name}`
}
