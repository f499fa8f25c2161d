/** A rule file as a user writes it, with one rule that finds an agent that strangers' mail reaches. */
export const ownRule = `rules:
  - id: own-rule
    technique: AML.T0051.001
    title: Own rule
    why: What strangers write becomes part of the prompt of an agent that may act on it.
    subject: { component: { kind: agent } }
    when: { reached-from: { from: { kind: channel, written-by: anyone }, carrying: text } }
    message: "{source} reaches {subject}."
    impact: [integrity]
    fix: Put a guard on the flow.
    examples:
      - title: an open mailbox
        system:
          components: { mailbox: { kind: channel, writable-by: [anyone] }, agent: { kind: agent } }
          flows: [{ from: mailbox, to: agent, carries: [message] }]
        fires-on: [agent]
        near-misses:
          - title: closed
            set: { components.mailbox.writable-by: [team] }
`
