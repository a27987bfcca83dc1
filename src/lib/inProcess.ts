/**
 * Values that all copies of a module in this process share: Next's bundle has its own copy of each file that the
 * desk's server has loaded too.
 */
const shared = <Value>(
  name: string,
  isValue: (value: unknown) => value is Value,
  make: () => Value,
): Value => {
  const key = Symbol.for(`desk.${name}`)
  const known: unknown = Reflect.get(globalThis, key)
  if (isValue(known)) return known
  const made = make()
  Reflect.set(globalThis, key, made)
  return made
}

/** A map for the process. @param name unique in the desk; all who use it keep the same kind of values in it */
export const sharedMap = <Key, Value>(name: string): Map<Key, Value> =>
  shared(
    name,
    (value): value is Map<Key, Value> => value instanceof Map,
    () => new Map<Key, Value>(),
  )

/** The same for values that are kept as long as their key. */
export const sharedWeakMap = <Key extends WeakKey, Value>(name: string): WeakMap<Key, Value> =>
  shared(
    name,
    (value): value is WeakMap<Key, Value> => value instanceof WeakMap,
    () => new WeakMap<Key, Value>(),
  )
