/** A manifest with the same text wherever a manifest takes free text; it has open, accepted and mitigated techniques, and failing checks. */
export function hostileManifest(text: string): string {
  const person = { name: text, contact: text }
  const manifest = {
    atlaslint: 1,
    system: { name: text, description: text, owner: 'team', criticality: 'high', tags: [text], links: [text] },
    owners: { team: person, idle: person },
    zones: { out: { trust: 'untrusted', description: text }, prod: { trust: 'internal', description: text } },
    data: {
      notes: { classification: 'restricted', personal: true, kind: 'knowledge', origin: text, description: text },
    },
    components: {
      stranger: { kind: 'outsider', zone: 'out', name: text, description: text },
      mailbox: {
        kind: 'channel',
        zone: 'prod',
        'writable-by': ['anyone'],
        name: text,
        description: text,
        tags: [text],
      },
      agent: {
        kind: 'agent',
        zone: 'prod',
        autonomy: 'autonomous',
        exposure: 'public',
        auth: 'none',
        egress: 'open',
        name: text,
        description: text,
      },
      sender: { kind: 'tool', zone: 'prod', can: ['send-messages', 'run-code'], name: text, description: text },
      model: { kind: 'llm', zone: 'prod', name: text, description: text },
      index: { kind: 'vector-store', zone: 'prod', holds: ['notes'], name: text, description: text },
    },
    flows: [
      { from: 'stranger', to: 'mailbox', carries: ['message'], description: text },
      { from: 'mailbox', to: 'agent', carries: ['message'], description: text },
      { from: 'stranger', to: 'agent', carries: ['prompt'], returns: ['completion'], description: text },
      { from: 'index', to: 'agent', carries: ['notes'], description: text },
      { from: 'agent', to: 'model', carries: ['prompt'], returns: ['completion', 'tool-call'], description: text },
      { from: 'agent', to: 'sender', carries: ['tool-call'], returns: ['tool-result'], description: text },
    ],
    controls: {
      guard: {
        implements: ['AML.M0020'],
        on: ['mailbox -> agent'],
        status: 'implemented',
        owner: 'team',
        description: text,
        evidence: [{ type: 'test', ref: text, date: '2026-10-02', result: 'pass' }],
      },
    },
    decisions: [
      {
        technique: 'AML.T0086',
        on: 'agent',
        treatment: 'accept',
        reason: text,
        owner: 'team',
        'approved-by': text,
        expires: '2027-03-31',
        ticket: text,
      },
    ],
  }
  return ascii(manifest)
}

/** The same with a key that nobody knows: it is not valid, and the message names the key. */
export function invalidManifest(text: string): string {
  // With something behind it, so that no text is a key that is known.
  return ascii({ atlaslint: 1, system: { name: text, [`${text}-`]: text }, components: {} })
}

/** JSON in ASCII: YAML takes escapes of characters that it does not take as they are. */
export function ascii(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[^\x20-\x7e\n]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
