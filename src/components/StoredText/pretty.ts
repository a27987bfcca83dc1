/** A stored value as text: JSON is indented, other texts are unchanged. Null if there is no value. */
export const pretty = (value: unknown): null | string => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value !== 'string') return JSON.stringify(value, null, 2)
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return value
  }
}
