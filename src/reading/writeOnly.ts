const marked = new WeakSet<object>()

/** Marks a hook that gives back what an operation that only reads has found, and does nothing else. */
export const writeOnly = <Hook extends object>(hook: Hook): Hook => {
  marked.add(hook)
  return hook
}

/** Whether reads need not ask this hook. */
export const isWriteOnly = (hook: object): boolean => marked.has(hook)
