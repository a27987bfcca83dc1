import { call } from './call.pt'
import { calls } from './calls.pt'
import type { Messages } from './en'
import { figures } from './figures.pt'
import { mails } from './mails.pt'
import { seeAs } from './seeAs.pt'
import { settings } from './settings.pt'
import { shell } from './shell.pt'
import { signIn } from './signIn.pt'
import { sms } from './sms.pt'
import { todo } from './todo.pt'

export const pt: Messages = {
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
