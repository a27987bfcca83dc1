import type { Messages } from './en'
import { mails } from './mails.nl'
import { portal } from './portal.en'
import { signIn } from './signIn.en'

export const nl: Messages = { ...mails, ...portal, ...signIn }
