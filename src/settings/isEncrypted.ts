import { readSettings } from './settings'

/** Whether browsers reach the desk by https: cookies then go no other way. */
export const isEncrypted = (): boolean => readSettings().SERVER_URL?.startsWith('https:') === true
