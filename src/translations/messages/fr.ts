import { call } from './call.fr'
import { calls } from './calls.fr'
import type { Messages } from './en'
import { figures } from './figures.fr'
import { mails } from './mails.fr'
import { seeAs } from './seeAs.fr'
import { settings } from './settings.fr'
import { shell } from './shell.fr'
import { signIn } from './signIn.fr'
import { sms } from './sms.fr'
import { todo } from './todo.fr'

export const fr: Messages = {
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
