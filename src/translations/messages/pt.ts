import type { Messages } from './en'
import { mails } from './mails.pt'
import { portal } from './portal.en'
import { signIn } from './signIn.en'

export const pt: Messages = { ...mails, ...portal, ...signIn }
