/** A stored value as text to read: JSON indented, anything else as it is. Null for nothing. */
export const pretty = (value: unknown): null | string => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value !== 'string') return JSON.stringify(value, null, 2)
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return value
  }
}
