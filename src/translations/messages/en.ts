import { call } from './call.en'
import { calls } from './calls.en'
import { figures } from './figures.en'
import { mails } from './mails.en'
import { seeAs } from './seeAs.en'
import { settings } from './settings.en'
import { shell } from './shell.en'
import { signIn } from './signIn.en'
import { sms } from './sms.en'
import { todo } from './todo.en'

/** All texts for clients in English. Their syntax is ICU MessageFormat. */
export const en = {
  ...call,
  ...calls,
  ...figures,
  ...mails,
  ...seeAs,
  ...settings,
  ...shell,
  ...signIn,
  ...sms,
  ...todo,
} as const satisfies Record<string, string>

export type MessageKey = keyof typeof en

/** All texts for clients in another language. */
export type Messages = Readonly<Record<MessageKey, string>>
