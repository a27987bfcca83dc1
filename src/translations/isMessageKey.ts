import { en, type MessageKey } from './messages/en'

/** True for the key of a text. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key)
