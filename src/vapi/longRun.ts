const SPACE = 32

export type Run = { end: number; start: number }

/**
 * The first run of at least `min` characters that are not white space, at or after `from`, which is the
 * start of a text or stands behind white space. Looks at one of `min` characters and backwards from there, so that it reads a
 * fraction of ordinary prose. `end` is exclusive.
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
