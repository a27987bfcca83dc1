/**
 * The texts of text messages. Only characters of GSM 03.38: a single other one halves the length of a message.
 */
export const sms = {
  'sms.inbound': '{caller} called on {when}.',
  'sms.inboundUnknown': 'Somebody called on {when}.',
  'sms.late': 'Reported late.',
  'sms.outbound': 'Your agent called {caller} on {when}.',
  'sms.outboundUnknown': 'Your agent called somebody on {when}.',
  'sms.told': '{number} (as stated)',
} as const satisfies Record<string, string>
