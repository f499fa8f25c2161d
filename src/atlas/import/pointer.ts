/** `dist/ATLAS-latest.yaml` is a link: where links are no links (a download, a checkout on Windows), one line with a path is left of it. */

/** The path in a file that holds nothing else; undefined for any other file. */
export function pointerIn(bytes: Uint8Array): string | undefined {
  if (bytes.length > 300) return undefined
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').trim()
  return /^[^\s:#[\]{}'"]+\.(ya?ml|json)$/.test(text) ? text : undefined
}

/** True for a path that leads to a file beside the pointer, or below: no way up, nothing absolute. */
export function isBelow(path: string): boolean {
  return path.split('/').every((part) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part))
}
