/**
 * SHA-256 of a text, in hexadecimal. Our own, because loading Node's takes longer than all the hashes of a report, and because the library
 * has to run where there is no Node.
 */
export function sha256(text: string): string {
  const { start, round } = constants()
  const state = Int32Array.from(start)
  const words = paddedWords(new TextEncoder().encode(text))
  const schedule = new Int32Array(64)
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16))
    expand(schedule)
    compress(state, schedule, round)
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

interface Constants {
  readonly start: Int32Array
  readonly round: Int32Array
}

let known: Constants | undefined

/** The standard takes its constants from the roots of the first 64 primes; a double holds more than the 32 bits after the point. */
function constants(): Constants {
  if (known) return known
  const primes: number[] = []
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  }
  const bits = (root: number): number => ((root % 1) * 2 ** 32) | 0
  known = {
    start: Int32Array.from(primes.slice(0, 8), (prime) => bits(prime ** (1 / 2))),
    round: Int32Array.from(primes, (prime) => bits(prime ** (1 / 3))),
  }
  return known
}

/** Big-endian words: the bytes, a one bit, zeros, and the length in bits at the end of a block of 16. */
function paddedWords(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(((bytes.length + 8) >> 6) * 16 + 16)
  for (const [index, byte] of bytes.entries()) put(words, index, byte)
  put(words, bytes.length, 0x80)
  words[words.length - 2] = Math.floor(bytes.length / 2 ** 29)
  words[words.length - 1] = bytes.length << 3
  return words
}

function put(words: Int32Array, index: number, byte: number): void {
  words[index >> 2] = (words[index >> 2] as number) | (byte << (24 - (index & 3) * 8))
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function expand(schedule: Int32Array): void {
  const at = (index: number): number => schedule[index] as number
  for (let index = 16; index < 64; index += 1) {
    const near = at(index - 15)
    const far = at(index - 2)
    schedule[index] =
      at(index - 16) +
      (rotate(near, 7) ^ rotate(near, 18) ^ (near >>> 3)) +
      at(index - 7) +
      (rotate(far, 17) ^ rotate(far, 19) ^ (far >>> 10))
  }
}

function compress(state: Int32Array, schedule: Int32Array, round: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let index = 0; index < 64; index += 1) {
    const mixed = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const chosen = (e & f) ^ (~e & g)
    const one = (h + mixed + chosen + (round[index] as number) + (schedule[index] as number)) | 0
    const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] as number) + word
}
