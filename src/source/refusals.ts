/** What YAML allows and we do not, in words: shared by the quick reader and by the one for broken files. */

import type { Problem } from '../finding.ts'
import type { ProblemList, Range } from './problems.ts'

type Words = Omit<Problem, 'code'>

export function refuseDuplicate(list: ProblemList, key: string, offset: number, end: number, first: () => Range): void {
  list.add('duplicate-key', offset, (): Words => {
    const earlier = first()
    return {
      message: `the key '${shortened(key)}' is there twice`,
      fix: 'keep one of the two',
      place: { offset, end },
      related: [{ place: { offset: earlier.start, end: earlier.end }, note: 'first here' }],
    }
  })
}

export function refuseKey(list: ProblemList, text: string, { start, end }: Range): void {
  list.add('non-string-key', start, (): Words => {
    const written = text.slice(start, end)
    const quotable = !/["\\\n\r]/.test(written) && written.length <= 40
    const fix = quotable ? `quote it: "${written}"` : 'write a name'
    return { message: 'a key must be text', fix, place: { offset: start, end } }
  })
}

/** An absent key has no place of its own: its colon is the next one. */
export function refuseAbsentKey(list: ProblemList, text: string, cursor: number): void {
  list.add('non-string-key', cursor, (): Words => {
    const colon = text.indexOf(':', cursor)
    const offset = colon === -1 ? cursor : colon
    return { message: 'a key is missing before the colon', fix: 'write a key', place: { offset } }
  })
}

export function refuseCollectionKey(list: ProblemList, offset: number): void {
  list.add('non-string-key', offset, (): Words => {
    return { message: 'a key must be text, not a list or a map', fix: 'write a name', place: { offset } }
  })
}

export function refuseMerge(list: ProblemList, { start, end }: Range): void {
  list.add('merge-key', start, (): Words => {
    const message = "merge keys ('<<') are not supported"
    return { message, fix: 'write the keys out', place: { offset: start, end } }
  })
}

export function refuseTag(list: ProblemList, text: string, { start, end }: Range): void {
  list.add('explicit-tag', start, (): Words => {
    const message = `tags are not supported: ${shortened(text.slice(start, end))}`
    return { message, fix: 'delete it; quote the value if it must be text', place: { offset: start, end } }
  })
}

/** One problem for all anchors and aliases of a file: a bomb has hundreds. Told at the first alias, else at the first anchor. */
export function refuseSharing(list: ProblemList, anchor: Range | undefined, alias: Range | undefined): void {
  const at = alias ?? anchor
  if (!at) return
  list.add('anchors-and-aliases', at.start, (): Words => {
    const words: Words = {
      message: 'anchors and aliases are not supported',
      fix: 'write the value out where it is used',
      place: { offset: at.start, end: at.end },
    }
    if (!alias || !anchor) return words
    return { ...words, related: [{ place: { offset: anchor.start, end: anchor.end }, note: 'first anchor' }] }
  })
}

export function refuseSecondDocument(list: ProblemList, text: string, offset: number): void {
  list.add('multiple-documents', offset, (): Words => {
    const message = 'a second document starts here; a file holds exactly one'
    const end = offset + (text.startsWith('---', offset) ? 3 : 1)
    return { message, fix: 'put it into a file of its own', place: { offset, end } }
  })
}

/** The `%YAML` line is the only one that can start so before a document. */
export function refuseVersion(list: ProblemList, text: string): void {
  const match = /^%YAML[^\r\n]*/m.exec(text)
  const start = match?.index ?? 0
  list.add('yaml-version', start, (): Words => {
    const place = { offset: start, end: start + (match?.[0].length ?? 1) }
    return { message: 'only YAML 1.2 is read', fix: 'delete the line, or write %YAML 1.2', place }
  })
}

export function refuseEmpty(list: ProblemList): void {
  list.add('empty-file', 0, (): Words => ({ message: 'the file is empty', place: { offset: 0 } }))
}

export function refuseScalarRoot(list: ProblemList, { start, end }: Range): void {
  list.add('not-a-map', start, (): Words => {
    const message = 'the file holds a single value where keys and values are expected'
    return { message, place: { offset: start, end } }
  })
}

export function refuseDepth(list: ProblemList, offset: number, maxDepth: number): void {
  list.add('too-deep', offset, (): Words => {
    const message = `maps and lists are nested more than ${maxDepth} deep`
    return { message, fix: 'flatten it', place: { offset } }
  })
}

/** Hostile words are long; the message has to stay one line. */
export function shortened(word: string): string {
  return word.length <= 80 ? word : `${word.slice(0, 79)}…`
}
