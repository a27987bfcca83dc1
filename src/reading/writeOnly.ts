const marked = new WeakSet<object>()

/** Marks a hook that does nothing when an operation only reads: it returns the result unchanged. */
export const writeOnly = <Hook extends object>(hook: Hook): Hook => {
  marked.add(hook)
  return hook
}

/** True if reads can skip this hook. */
export const isWriteOnly = (hook: object): boolean => marked.has(hook)
