import { remember } from './remember'

/**
 * The form in which key names are compared: lower case, letters and digits only, so that
 * `Service Name`, `service_name` and `serviceName` are one name.
 */
export const normaliseKey = remember((key) => key.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
