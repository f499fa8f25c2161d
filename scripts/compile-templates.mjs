/**
 * `atlas-data/templates` (manifests to begin with) and the pipeline files of `integrations` → `dist/templates.json`, which
 * `atlaslint init` reads. Of a manifest, the first line of a manifest is for our own editor, the second says what the template is for.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const pipelineFiles = {
  github: 'github/atlaslint.yml',
  gitlab: 'gitlab/atlaslint.gitlab-ci.yml',
  azure: 'azure/atlaslint-steps.yml',
}

export function compileTemplates(root) {
  const folder = join(root, 'atlas-data/templates')
  const problems = []
  const manifests = filesIn(folder, '.yaml').map(({ id, text }) => {
    const [modeline = '', title = '', ...rest] = text.split('\n')
    if (!modeline.startsWith('# yaml-language-server: ')) problems.push(`${id}: the first line names no schema`)
    if (!/^# [^:]+: ./.test(title)) problems.push(`${id}: the second line is not "# Name: what it is"`)
    return { id, title: title.slice(2), text: [title, ...rest].join('\n') }
  })
  const pipelines = Object.fromEntries(
    Object.entries(pipelineFiles).map(([id, file]) => [id, readFileSync(join(root, 'integrations', file), 'utf8')]),
  )
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist/templates.json'), JSON.stringify({ manifests, pipelines }))
  return { problems: problems.map((problem) => `atlas-data/templates/${problem}`) }
}

function filesIn(folder, ending) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ id: name.slice(0, -ending.length), text: readFileSync(join(folder, name), 'utf8') }))
}
