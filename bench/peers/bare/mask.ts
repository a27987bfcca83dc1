const SECRET_KEY = /token|secret|password|apikey|credential|authorization/i
const MASK = '[masked]'

/** What the desk's rows do not hold, as short as it can be written: credentials and signed addresses. */
export const maskInPlace = (value: object): void => {
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'object' && item !== null) maskInPlace(item)
    else if (typeof item !== 'string') continue
    else if (SECRET_KEY.test(key)) Reflect.set(value, key, MASK)
    else if (item.includes('Signature='))
      Reflect.set(value, key, `${item.split('?', 1)[0]}?${MASK}`)
  }
}
