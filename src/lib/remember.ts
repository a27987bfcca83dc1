const MAX_KNOWN = 4_000
const MAX_LENGTH = 60

/**
 * A pure function of a name that remembers its answers: the same few hundred keys come with every
 * report. What comes after the first thousands, and what is long, is worked out each time, so that
 * nobody fills the memory with made-up names.
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

/** A pure function of an object that gets no more: it remembers its answers as long as the object is there. */
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
