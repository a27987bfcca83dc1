const MAX_KNOWN = 4_000
const MAX_LENGTH = 60

/**
 * Memoises a pure function of a name: the same few hundred keys come with every report. Names beyond the
 * first 4,000, and names longer than 60 characters, are computed each time, so that made-up names cannot
 * fill the memory.
 */
export const remember = <Answer>(
  answerTo: (name: string) => Answer,
): ((name: string) => Answer) => {
  const known = new Map<string, Answer>()
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const answer = answerTo(name)
    if (known.size < MAX_KNOWN && name.length <= MAX_LENGTH) known.set(name, answer)
    return answer
  }
}

/** Memoises a pure function of an object that no longer changes, for as long as the object exists. */
export const onceEach = <Key extends object, Answer>(
  answerTo: (key: Key) => Answer,
): ((key: Key) => Answer) => {
  const known = new WeakMap<Key, Answer>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const answer = answerTo(key)
    known.set(key, answer)
    return answer
  }
}
