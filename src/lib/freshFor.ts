type Fresh<Value> = {
  /** How long a value counts as fresh, in milliseconds. */
  milliseconds: number
  now?: () => number
  onError: (error: unknown) => void
  read: () => Promise<Value>
}

/**
 * Keeps one value that is read now and then: it is read again when it is asked for and no longer fresh, once for
 * all who ask at the same time. If that fails, the previous value stays, and is asked for again a while later.
 * @returns `get` rejects only if there is no value yet; `known` is the last one, undefined before the first
 */
export const freshFor = <Value>({
  milliseconds,
  now = Date.now,
  onError,
  read,
}: Fresh<Value>): { get: () => Promise<Value>; known: () => Value | undefined } => {
  let kept: undefined | { value: Value }
  let until = 0
  let reading: Promise<Value> | undefined

  const readAgain = async (): Promise<Value> => {
    try {
      const value = await read()
      kept = { value }
      return value
    } catch (error) {
      if (!kept) throw error
      onError(error)
      return kept.value
    } finally {
      if (kept) until = now() + milliseconds
      reading = undefined
    }
  }

  return {
    get: () => {
      if (kept && now() < until) return Promise.resolve(kept.value)
      reading ??= readAgain()
      return reading
    },
    known: () => kept?.value,
  }
}
