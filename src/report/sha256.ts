/**
 * SHA-256 of a text, in hexadecimal. Our own, because loading Node's takes longer than all the hashes of a report, and because the library
 * has to run where there is no Node. Written for an interpreter: a report has few hashes, and none of this is optimised before they are made.
 */
export function sha256(text: string): string {
  const state = Int32Array.from(starts)
  round ??= Int32Array.from(rounds)
  const words = paddedWords(new TextEncoder().encode(text))
  const schedule = new Int32Array(64)
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16))
    expand(schedule)
    compress(state, schedule, round)
  }
  let digits = ''
  for (const word of state) digits += (word >>> 0).toString(16).padStart(8, '0')
  return digits
}

/** The first 32 bits behind the point of the square roots of the first 8 primes, and of the cube roots of the first 64. */
const starts = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
const rounds = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]
let round: Int32Array | undefined

/** Big-endian words: the bytes, a one bit, zeros, and the length in bits at the end of a block of 16. */
function paddedWords(bytes: Uint8Array): Int32Array {
  const { length } = bytes
  const words = new Int32Array(((length + 8) >> 6) * 16 + 16)
  for (let index = 0; index < length; index += 1) put(words, index, bytes[index] as number)
  put(words, length, 0x80)
  words[words.length - 2] = Math.floor(length / 2 ** 29)
  words[words.length - 1] = length << 3
  return words
}

function put(words: Int32Array, index: number, byte: number): void {
  words[index >> 2] = (words[index >> 2] as number) | (byte << (24 - (index & 3) * 8))
}

function expand(schedule: Int32Array): void {
  for (let index = 16; index < 64; index += 1) {
    const near = schedule[index - 15] as number
    const far = schedule[index - 2] as number
    schedule[index] =
      (schedule[index - 16] as number) +
      (((near >>> 7) | (near << 25)) ^ ((near >>> 18) | (near << 14)) ^ (near >>> 3)) +
      (schedule[index - 7] as number) +
      (((far >>> 17) | (far << 15)) ^ ((far >>> 19) | (far << 13)) ^ (far >>> 10))
  }
}

/** Each round moves the eight words on by one. */
function compress(state: Int32Array, schedule: Int32Array, round: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let index = 0; index < 64; index += 1) {
    const mixed = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const chosen = (e & f) ^ (~e & g)
    const one = h + mixed + chosen + (round[index] as number) + (schedule[index] as number)
    const turned = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const two = turned + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  add(state, 0, a)
  add(state, 1, b)
  add(state, 2, c)
  add(state, 3, d)
  add(state, 4, e)
  add(state, 5, f)
  add(state, 6, g)
  add(state, 7, h)
}

function add(state: Int32Array, index: number, word: number): void {
  state[index] = (state[index] as number) + word
}
