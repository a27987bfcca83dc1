import type { Messages } from './en'
import { mails } from './mails.it'
import { portal } from './portal.en'
import { signIn } from './signIn.en'

export const it: Messages = { ...mails, ...portal, ...signIn }
