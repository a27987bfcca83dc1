import type { Messages } from './en'
import { mails } from './mails.es'
import { portal } from './portal.en'
import { signIn } from './signIn.en'

export const es: Messages = { ...mails, ...portal, ...signIn }
