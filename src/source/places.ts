/** Places to ranges of the text: what to underline. */

import type { Path, Place } from '../finding.ts'
import { lineEnd } from './lines.ts'
import type { Range } from './problems.ts'
import type { Node } from './tree.ts'

/**
 * What to underline for a place. A value in one piece is underlined as a whole; a block map or list by its key, or its first line
 * where it has none; what is missing, or has a key but no value, by the key of the nearest thing there is.
 */
export function rangeOf(text: string, place: Place, tree: () => Node): Range {
  if ('offset' in place) return { start: place.offset, end: place.end ?? place.offset + 1 }
  const { node, missing } = find(tree(), place.path)
  if ((missing || place.part === 'key') && node.key) return node.key
  return shown(text, node)
}

/** The tree of an unreadable file: every route leads to the first line that is not empty. */
export function noNodes(text: string): Node {
  const start = Math.max(0, text.search(/\S/))
  return { start, end: text.length, key: undefined, block: true, entries: undefined, items: undefined }
}

function find(root: Node, path: Path): { node: Node; missing: boolean } {
  let node = root
  for (const step of path) {
    const child = node.items ? node.items[Number(step)] : node.entries?.get(String(step))
    if (!child) return { node, missing: true }
    node = child
  }
  return { node, missing: false }
}

function shown(text: string, node: Node): Range {
  const written = node.end > node.start
  if (!node.block && !node.entries && !node.items && written) return node
  if (!node.block && written && lineEnd(text, node.start) >= node.end) return node
  return node.key ?? { start: node.start, end: endOnLine(node, lineEnd(text, node.start)) }
}

/** The end of the last thing that stands on the line, so that a comment behind it is not underlined. */
function endOnLine(node: Node, line: number): number {
  const children = node.items ?? node.entries?.values()
  if (!children || node.end <= line) return Math.min(node.end, line)
  let end = node.start + 1
  for (const child of children) {
    if ((child.key ?? child).start >= line) break
    end = child.start < line ? endOnLine(child, line) : (child.key as Range).end
  }
  return end
}
