/** A random number generator: returns numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export type Random = () => number

/** Creates a random number generator. Good enough for made-up text, but not for secrets. */
export const randomFrom = (seed: number): Random => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Hexadecimal digits, as in ids and signatures. */
export const hexFrom = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
