/** What an entry asks the diagram to light up, from its attributes. */
export interface Way {
  readonly components: readonly string[]
  readonly flows: readonly string[]
  readonly subject: string
  readonly guards: readonly string[]
}

export function wayOf({ dataset }: HTMLElement): Way {
  return {
    components: listOf(dataset.components),
    flows: listOf(dataset.flows),
    subject: dataset.subject ?? '',
    guards: listOf(dataset.guards),
  }
}

function listOf(text = ''): string[] {
  return text === '' ? [] : text.split('|')
}
