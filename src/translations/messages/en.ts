import { mails } from './mails.en'
import { portal } from './portal.en'
import { signIn } from './signIn.en'

/** All texts for clients in English. Their syntax is ICU MessageFormat. */
export const en = { ...mails, ...portal, ...signIn } as const satisfies Record<string, string>

export type MessageKey = keyof typeof en

/** All texts for clients in another language. */
export type Messages = Readonly<Record<MessageKey, string>>
