/** Small files in each format, in our own words: the same few facts, so that what is read can be compared. */

/** Format 3: lists at the top. */
export const format3 = `
id: ATLAS
version: 3.0.0
tactics:
- { id: AML.TA0002, name: Reconnaissance, object-type: tactic }
- { id: AML.TA0000, name: Getting to the model, object-type: tactic }
techniques:
- { id: AML.T0000, name: Read about it, object-type: technique, tactics: [AML.TA0002] }
- { id: AML.T0000.000, name: Papers, object-type: technique, subtechnique-of: AML.T0000 }
- { id: AML.T0040, name: Ask the model, object-type: technique, tactics: [AML.TA0000] }
case-studies:
- id: AML.CS0000
  name: Somebody asked
  incident-date: 2020-01-01
  incident-date-granularity: YEAR
  procedure:
  - { tactic: AML.TA0002, technique: AML.T0000.000, description: read }
  - { tactic: AML.TA0000, technique: AML.T0040, description: asked }
  references:
  - { title: A page, url: 'https://example.org/a' }
`

/** Format 5: a matrix, mitigations, maturity. */
export const format5 = `
id: ATLAS
version: 5.4.0
matrices:
- id: ATLAS
  tactics:
  - { id: AML.TA0002, name: Reconnaissance, created_date: 2022-01-24, modified_date: 2025-04-09 }
  - id: AML.TA0000
    name: AI Model Access
    ATT&CK-reference: { id: TA0043, url: 'https://attack.mitre.org/tactics/TA0043/' }
  techniques:
  - { id: AML.T0000, name: Read about it, tactics: [AML.TA0002], maturity: demonstrated }
  - { id: AML.T0000.000, name: Papers, subtechnique-of: AML.T0000, maturity: feasible }
  - { id: AML.T0040, name: Ask the model, tactics: [AML.TA0000], maturity: realized }
  mitigations:
  - id: AML.M0004
    name: Fewer questions
    category: [Technical - ML]
    ml-lifecycle: [Deployment]
    techniques:
    - { id: AML.T0040, use: Count them. }
case-studies:
- id: AML.CS0000
  name: Somebody asked
  case-study-type: exercise
  incident-date: 2020-02-01
  incident-date-granularity: MONTH
  procedure:
  - { tactic: AML.TA0000, technique: AML.T0040 }
`

/** Format 6: maps by id, and relations apart. */
export const format6 = `
format-version: 6.0.0
collection: { id: ATLAS-collection, version: '2026.09', name: ATLAS }
matrix: { id: ATLAS-matrix, name: ATLAS }
tactics:
  AML.TA0000: { id: AML.TA0000, name: AI Model Access }
  AML.TA0002: { id: AML.TA0002, name: Reconnaissance }
techniques:
  AML.T0000: { id: AML.T0000, name: Read about it, maturity: Demonstrated, platforms: [Enterprise] }
  AML.T0000.000: { id: AML.T0000.000, name: Papers, maturity: Feasible, platforms: [Enterprise] }
  AML.T0040: { id: AML.T0040, name: Ask the model, maturity: Realized, platforms: [Predictive AI] }
mitigations:
  AML.M0004: { id: AML.M0004, name: Fewer questions, categories: [Technical - ML], lifecycle-phases: [Deployment] }
case-studies:
  AML.CS0000: { id: AML.CS0000, name: Somebody asked, type: Exercise, date: '2020-02-01', date-granularity: Month }
relationships:
  ATLAS-matrix:
    sequences:
    - { source: ATLAS-matrix, target: AML.TA0002, relationship-type: sequences, position: 1 }
    - { source: ATLAS-matrix, target: AML.TA0000, relationship-type: sequences, position: 2 }
  AML.T0000:
    achieves:
    - { source: AML.T0000, target: AML.TA0002, relationship-type: achieves }
  AML.T0000.000:
    specializes:
    - { source: AML.T0000.000, target: AML.T0000, relationship-type: specializes }
  AML.T0040:
    achieves:
    - { source: AML.T0040, target: AML.TA0000, relationship-type: achieves }
  AML.M0004:
    mitigates:
    - { source: AML.M0004, target: AML.T0040, relationship-type: mitigates }
  AML.CS0000:
    employs:
    - { source: AML.CS0000, target: AML.T0040, relationship-type: employs, tactic: AML.TA0000, step-id: S00, leads-to: [] }
`
