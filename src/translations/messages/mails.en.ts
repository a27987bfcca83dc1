/** The texts of mails. */
export const mails = {
  'mails.reset.action': 'Set a new password',
  'mails.reset.preheader': 'The link works for one hour.',
  'mails.reset.reason':
    'Somebody asked for a new password for {email}. If that was not you, ignore this email: nothing has changed.',
  'mails.reset.text': 'Use this link to set a new password. It works once, within one hour.',
} as const satisfies Record<string, string>
