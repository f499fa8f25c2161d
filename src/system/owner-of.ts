import type { Subject } from '../finding.ts'
import type { System } from './system.ts'

/**
 * Who answers for a subject: the owner it names or inherits from its zone; of a flow the owner of where it leads, else of where it comes
 * from; of everything else, and where nobody is named, the owner of the system.
 */
export function ownerOf({ type, id }: Subject, system: System): string | undefined {
  const { manifest } = system
  const byType = {
    component: () => system.componentById.get(id)?.owner,
    flow: () => flowOwner(id, system),
    data: () => manifest.data?.[id]?.owner,
    control: () => manifest.controls?.[id]?.owner,
    zone: () => manifest.zones?.[id]?.owner,
    decision: () => undefined,
    owner: () => undefined,
    system: () => undefined,
  } satisfies Record<Subject['type'], () => string | undefined>
  return byType[type]() ?? manifest.system.owner
}

function flowOwner(id: string, { flows }: System): string | undefined {
  const flow = flows.find((other) => other.id === id)
  return flow?.to.owner ?? flow?.from.owner
}
