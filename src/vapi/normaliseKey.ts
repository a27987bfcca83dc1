import { remember } from '../lib/remember'

const PLAIN = /^[a-z0-9]*$/

/** True for an ASCII name that is already in this form. */
export const isPlainName = (key: string): boolean => PLAIN.test(key)

/**
 * The form in which keys are compared: lower case, only letters and digits, so that `Service Name`,
 * `service_name` and `serviceName` are the same.
 * @example
 * normaliseKey('Service Name') // 'servicename'
 */
export const normaliseKey = remember((key) =>
  isPlainName(key) ? key : key.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''),
)
