import { isMessageKey } from '../../translations/isMessageKey'
import type { MessageKey, Texts } from '../../translations/texts'

const isDone = (key: string): key is Extract<MessageKey, `settings.done.${string}`> =>
  key.startsWith('settings.done.') && isMessageKey(key)

/** What was just done, by the parameter `done` of the address. Undefined for anything else. */
export const doneText = (done: unknown, { t }: Texts): string | undefined => {
  const key = typeof done === 'string' ? `settings.done.${done}` : ''
  return isDone(key) ? t(key) : undefined
}
