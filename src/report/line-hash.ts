/** The hash of a line by which GitHub's code scanning tells results apart; its upload action computes the same from the file. */

/** How many characters from the beginning of the line on count; blanks are not counted. */
const length = 100
const factor = 37n
const endOfFile = 65535

/** Looks up `hash:n` for a line, counted from 1; `n` numbers lines with the same hash. */
export function lineHashes(text: string): (line: number) => string | undefined {
  const units = unitsOf(text)
  const starts = [0]
  for (const [index, unit] of units.entries()) if (unit === 10) starts.push(index + 1)
  const seen = new Map<string, number>()
  const hashes = starts.map((start) => {
    const hash = hashOf(units, start)
    const number = (seen.get(hash) ?? 0) + 1
    seen.set(hash, number)
    return `${hash}:${number}`
  })
  return (line) => hashes[line - 1]
}

/** Every line ends in the same way, and the file ends with a mark of its own. */
function unitsOf(text: string): number[] {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '')
  return [...Array.from({ length: plain.length }, (_, index) => plain.charCodeAt(index)), endOfFile]
}

/** A polynomial in 64 bits; behind the end of the file there are zeros. */
function hashOf(units: readonly number[], start: number): string {
  let hash = 0n
  for (let index = start; index < start + length; index += 1) {
    hash = BigInt.asUintN(64, hash * factor + BigInt(units[index] ?? 0))
  }
  return hash.toString(16)
}
