import { call } from './call.de'
import { calls } from './calls.de'
import type { Messages } from './en'
import { figures } from './figures.de'
import { mails } from './mails.de'
import { seeAs } from './seeAs.de'
import { settings } from './settings.de'
import { shell } from './shell.de'
import { signIn } from './signIn.de'
import { sms } from './sms.de'
import { todo } from './todo.de'

export const de: Messages = {
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
