import { settings } from './settings'

/** Whether browsers reach the desk by https: cookies then go no other way. */
export const isEncrypted = (): boolean => settings().SERVER_URL?.startsWith('https:') === true
