const MAX_SHAPES = 100

/**
 * Makes objects with many of the same keys. V8 keeps an object that gets more than about 16 keys one by one in a hash
 * table, and copying and writing such an object out takes several times as long.
 * @param keys those that an object can have, in order; `__proto__` is left out, as by `setKey`
 * @returns makes an object of the values, in the order of the keys, without those that are undefined
 */
export const shaper = <Value>(
  keys: readonly string[],
): ((values: readonly (Value | undefined)[]) => Record<string, Value>) => {
  const made = new Map<string, Record<string, Value>>()
  const shapeOf = (values: readonly (Value | undefined)[]): Record<string, Value> => {
    let name = ''
    for (const value of values) name += value === undefined ? '0' : '1'
    const known = made.get(name)
    if (known) return known
    const present = keys.filter((key, index) => values[index] !== undefined && key !== '__proto__')
    // Parsed objects are no hash tables.
    const shape: Record<string, Value> = JSON.parse(
      JSON.stringify(Object.fromEntries(present.map((key) => [key, null]))),
    )
    if (made.size < MAX_SHAPES) made.set(name, shape)
    return shape
  }
  return (values) => {
    const object = { ...shapeOf(values) }
    for (const [index, key] of keys.entries()) {
      const value = values[index]
      if (value !== undefined && key !== '__proto__') object[key] = value
    }
    return object
  }
}
