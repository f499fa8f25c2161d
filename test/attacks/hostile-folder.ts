/** A folder in which every file says the same hostile text wherever it may say anything. */

import { sanitize } from '../../src/report/sanitize.ts'
import { format6 } from '../atlas/import-snippets.ts'
import { manifest } from '../decisions/scene.ts'
import { ascii, hostileManifest, invalidManifest } from '../formats/hostile-manifest.ts'

/** A name for a file that holds as much of the text as a file system takes. */
export function fileName(text: string): string {
  const name = text
    .replace(/[/\0]/g, '_')
    .replace(/\p{Cs}/gu, '_')
    .slice(0, 60)
  return name === '.' || name === '..' ? `${name}_` : name
}

export function hostileFiles(text: string): Record<string, string> {
  return {
    '.git/HEAD': '',
    'ai-system.yaml': hostileManifest(text),
    [`odd/${fileName(text)}/ai-system.yaml`]: hostileManifest(text),
    'plain/ai-system.yaml': manifest,
    'bad/ai-system.yaml': invalidManifest(text),
    'rules.yaml': ascii({ rules: [rule(text)] }),
    'failing.yaml': ascii({ rules: [rule(text, 'tool')] }),
    'bad-rules.yaml': ascii({ rules: [{ ...rule(text), [text]: text, when: { [text]: text } }] }),
    'decisions.yaml': ascii({
      'atlaslint-decisions': 1,
      decisions: [
        { system: text, technique: 'AML.T0053', on: 'agent', ...words(text), expires: '2027-02-01' },
        { system: `${text} of others`, technique: 'AML.T0053', ...words(text), expires: '2027-02-01' },
      ],
    }),
    'bad-decisions.yaml': ascii({ 'atlaslint-decisions': 1, decisions: [{ system: text, [text]: text }] }),
    'bad-config.yaml': ascii({ [text]: text, manifests: [text], 'fail-on': text, severity: { [text]: text } }),
    'lost-config.yaml': ascii({
      manifests: [`./${text}`],
      rules: [`./${text}`],
      extends: `./${text}`,
      catalog: `./${text}`,
    }),
    'odd-config.yaml': ascii({ severity: { [text]: 'low' }, locked: [text] }),
    'baseline.json': ascii({ 'atlaslint-baseline': 1, findings: [known(text)] }),
    'bad-baseline.json': ascii({ 'atlaslint-baseline': 1, findings: [{ ...known(text), [text]: text }] }),
    'atlas.yaml': hostileCatalog(text),
    'broken.yaml': `a: [${sanitize(text).replaceAll("'", '')}\n  b: "${sanitize(text).replaceAll(/["\\]/g, '')}\n`,
    'no.json': `{"${text}`,
  }
}

const words = (text: string) => ({
  treatment: 'accept',
  reason: text,
  owner: 'team',
  'approved-by': text,
  ticket: text,
})

const known = (text: string) => ({
  system: text,
  rule: text,
  subject: { type: 'component', id: text },
  severity: 'high',
  count: 1,
})

const rule = (text: string, fires = 'agent') => ({
  id: 'own-rule',
  technique: 'AML.T0053',
  title: text,
  why: text,
  subject: { component: { kind: 'agent' } },
  // Braces would be words that the program fills in.
  message: `{subject} ${text.replace(/[{}]/g, '')}`,
  impact: ['integrity'],
  fix: text,
  examples: [
    {
      title: text,
      system: { components: { agent: { kind: 'agent' }, tool: { kind: 'tool' } } },
      'fires-on': [fires],
      'near-misses': [{ title: text, set: { 'components.agent.kind': 'tool' } }],
    },
  ],
})

/** ATLAS data whose names and sentences are the text, and with slips that are told. */
function hostileCatalog(text: string): string {
  const written = JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return format6
    .replace('Read about it', written)
    .replace('Ask the model', written)
    .replace('Fewer questions', written)
    .replace('Somebody asked', written)
    .replace('AI Model Access', written)
    .replace('maturity: Feasible', `maturity: ${written}`)
    .replace('relationships:\n', `relationships:\n  ${written}: { achieves: [{ target: ${written} }] }\n`)
}
