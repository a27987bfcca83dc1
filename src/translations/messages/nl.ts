import { call } from './call.nl'
import { calls } from './calls.nl'
import type { Messages } from './en'
import { figures } from './figures.nl'
import { mails } from './mails.nl'
import { seeAs } from './seeAs.nl'
import { settings } from './settings.nl'
import { shell } from './shell.nl'
import { signIn } from './signIn.nl'
import { sms } from './sms.nl'
import { todo } from './todo.nl'

export const nl: Messages = {
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
