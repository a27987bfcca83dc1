const SPACE = 32

export type Run = { end: number; start: number }

/**
 * The first run of at least `min` characters without white space, from `from` on. It probes every
 * `min`-th character and reads backwards from there, so it reads only a fraction of ordinary prose.
 * @param from the start of the text, or an index after white space
 * @returns `end` is exclusive; undefined if there is no such run
 */
export const nextLongRun = (text: string, from: number, min: number): Run | undefined => {
  let probe = from + min - 1
  while (probe < text.length) {
    let at = probe
    while (at > probe - min && text.charCodeAt(at) > SPACE) at -= 1
    if (at === probe - min) {
      let end = probe + 1
      while (end < text.length && text.charCodeAt(end) > SPACE) end += 1
      return { end, start: at + 1 }
    }
    probe = at + min
  }
  return undefined
}
