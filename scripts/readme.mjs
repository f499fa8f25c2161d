/**
 * Keeps the outputs in README.md true: each block below `<!-- output: <arguments> -->`, and the file of each picture below
 * `<!-- picture: <arguments> -->`, is what the program prints for them. `node scripts/readme.mjs` writes the files; a test calls
 * `renderReadme` and `renderPictures` and compares.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const block = /(<!-- output: (.+?) -->\n```\w*\n)([\s\S]*?)(```)/g

export function renderReadme(root) {
  const text = readFileSync(join(root, 'README.md'), 'utf8')
  return { text, rendered: text.replace(block, (_, head, args, _old, end) => `${head}${output(root, args)}${end}`) }
}

const picture = /<!-- picture: (.+?) -->\n!\[[^\]]*\]\(([^)]+)\)/g

/** Each picture of the README: its file, and what belongs there. */
export function renderPictures(root) {
  const text = readFileSync(join(root, 'README.md'), 'utf8')
  return [...text.matchAll(picture)].map(([, args, file]) => ({
    file: join(root, file),
    rendered: printed(root, args),
  }))
}

function output(root, args) {
  return `$ atlaslint ${args}\n${printed(root, args)}`
}

function printed(root, args) {
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin/atlaslint.js'), ...args.split(' ')], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return stdout
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  writeFileSync(join(root, 'README.md'), renderReadme(root).rendered)
  for (const { file, rendered } of renderPictures(root)) writeFileSync(file, rendered)
}
