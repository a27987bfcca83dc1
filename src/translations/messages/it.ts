import { call } from './call.it'
import { calls } from './calls.it'
import type { Messages } from './en'
import { figures } from './figures.it'
import { mails } from './mails.it'
import { seeAs } from './seeAs.it'
import { settings } from './settings.it'
import { shell } from './shell.it'
import { signIn } from './signIn.it'
import { sms } from './sms.it'
import { todo } from './todo.it'

export const it: Messages = {
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
