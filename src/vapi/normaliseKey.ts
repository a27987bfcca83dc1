import { remember } from '../lib/remember'

const PLAIN = /^[a-z0-9]*$/

/** True for a name that is in the form already, by ASCII alone. */
export const isPlainName = (key: string): boolean => PLAIN.test(key)

/**
 * The form in which key names are compared: lower case, letters and digits only, so that
 * `Service Name`, `service_name` and `serviceName` are one name.
 */
export const normaliseKey = remember((key) =>
  isPlainName(key) ? key : key.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''),
)
