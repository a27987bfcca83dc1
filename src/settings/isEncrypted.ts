import { settings } from './settings'

/** True if browsers reach the desk by https. Cookies are then `Secure`. */
export const isEncrypted = (): boolean => settings().SERVER_URL?.startsWith('https:') === true
