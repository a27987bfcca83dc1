const SECRET_KEY = /token|secret|password|apikey|credential|authorization/i
const MASK = '[masked]'

/** Masks what the desk's rows do not contain, in as few lines as possible: credentials and signed URLs. */
export const maskInPlace = (value: object): void => {
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'object' && item !== null) maskInPlace(item)
    else if (typeof item !== 'string') continue
    else if (SECRET_KEY.test(key)) Reflect.set(value, key, MASK)
    else if (item.includes('Signature='))
      Reflect.set(value, key, `${item.split('?', 1)[0]}?${MASK}`)
  }
}
