/**
 * The form in which key names are compared: lower case, letters and digits only, so that
 * `Service Name`, `service_name` and `serviceName` are one name.
 */
export const normaliseKey = (key: string): string =>
  key.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
