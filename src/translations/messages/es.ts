import { call } from './call.es'
import { calls } from './calls.es'
import type { Messages } from './en'
import { figures } from './figures.es'
import { mails } from './mails.es'
import { seeAs } from './seeAs.es'
import { settings } from './settings.es'
import { shell } from './shell.es'
import { signIn } from './signIn.es'
import { sms } from './sms.es'
import { todo } from './todo.es'

export const es: Messages = {
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
}
