// On the hook itself, so that the copy of this file in Next's bundle knows it too.
const MARK = Symbol.for('desk.only-writes')

/** Marks a hook that does nothing when an operation only reads: it returns the result unchanged. */
export const writeOnly = <Hook extends object>(hook: Hook): Hook =>
  Object.defineProperty(hook, MARK, { value: true })

/** True if reads can skip this hook. */
export const isWriteOnly = (hook: object): boolean => Reflect.get(hook, MARK) === true
