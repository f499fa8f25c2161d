/** The mutants that survive, held against those that were looked at. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump, load } from 'js-yaml'

/** By file, a list of reasons, each with the mutants it stands for. */
const reviewed = 'test/mutation-survivors.yaml'

/** True when the file has all the survivors; else prints what is missing from it, ready to paste. What it has too much is told as well. */
export function compareSurvivors(root, survivors, files) {
  const path = join(root, reviewed)
  const known = existsSync(path) ? (load(readFileSync(path, 'utf8')) ?? {}) : {}
  const listed = Object.entries(known)
    .filter(([file]) => files.includes(file) || !existsSync(join(root, file)))
    .flatMap(([file, reasons]) => reasons.flatMap(({ mutants }) => mutants.map((mutant) => `${file}: ${mutant}`)))
  const found = survivors.map((survivor) => `${survivor.file}: ${nameOf(survivor)}`)
  const unknown = without(found, listed)
  const gone = without(listed, found)
  if (unknown.length > 0) console.log(`\nNot in ${reviewed}:\n${paste(unknown)}`)
  if (gone.length > 0)
    console.log(`\nIn ${reviewed}, but killed or not there:\n${gone.map((name) => `  ${name}`).join('\n')}`)
  return unknown.length === 0
}

/** What a mutant is called, wherever its line has moved to: the line, and what of it becomes what. */
export function nameOf({ lineText, original, replacement }) {
  const [from, to] = [original, replacement].map((text) => short(text.replace(/\s+/g, ' ').trim()))
  return `${short(lineText)} | ${from} => ${to}`
}

function short(text) {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text
}

/** The names of one list that the other has not, as often as it has not. */
function without(names, others) {
  const left = [...others]
  return names.filter((name) => {
    const at = left.indexOf(name)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function paste(names) {
  const byFile = {}
  for (const name of names) {
    const [, file, mutant] = /^(\S+): (.*)$/s.exec(name)
    byFile[file] ??= [{ reason: '', mutants: [] }]
    byFile[file][0].mutants.push(mutant)
  }
  return dump(byFile, { lineWidth: -1 })
}
