import type { Messages } from './en'
import { mails } from './mails.de'
import { portal } from './portal.en'
import { signIn } from './signIn.en'

export const de: Messages = { ...mails, ...portal, ...signIn }
