import type { Messages } from './en'
import { mails } from './mails.fr'
import { portal } from './portal.en'
import { signIn } from './signIn.en'

export const fr: Messages = { ...mails, ...portal, ...signIn }
