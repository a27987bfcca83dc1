import { z } from 'zod'
import { failed, type Outcome } from '../../outbox/outcome'

const smtpErrorSchema = z.object({
  code: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
})

/** Only the codes, `550 5.1.1`: the rest of a server's reply may quote the address or the mail. */
const codesOf = ({ response, responseCode }: z.infer<typeof smtpErrorSchema>): string => {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
  return [responseCode, enhanced].filter((code) => code !== undefined).join(' ')
}

/**
 * The outcome for an error of nodemailer, from its `code`, `command` and `responseCode`. By RFC 5321
 * §4.2.1, 4yz may work later and 5yz never will. A server that refuses the sender or the login refuses
 * every mail until somebody corrects the settings, so that says nothing about this mail.
 */
export const smtpOutcome = (error: unknown): Outcome => {
  const read = smtpErrorSchema.safeParse(error).data ?? {}
  const { code, command, responseCode = 0 } = read
  const said = `(${codesOf(read)})`
  const isAboutMail = command === 'RCPT TO' || command === 'DATA'
  // 503 and 530 are about the session: out of order, not signed in.
  if (isAboutMail && responseCode >= 500 && ![503, 530].includes(responseCode)) {
    const what = command === 'DATA' ? 'the mail' : 'the address'
    return { kind: 'refused', problem: `The mail server refused ${what} ${said}.` }
  }
  if (isAboutMail && responseCode >= 400 && responseCode !== 421 && responseCode < 500) {
    return failed(`The mail server cannot accept the mail at the moment ${said}.`)
  }
  if (code === 'EENVELOPE' && command === 'API') {
    return { kind: 'refused', problem: 'The address is not a valid email address.' }
  }
  if (code === 'EMESSAGE' && responseCode === 0) {
    return { kind: 'refused', problem: 'The mail is too large for the mail server.' }
  }
  const isProviderDown = true
  if (code === 'EAUTH')
    return failed(`The mail server refused the login ${said}.`, { isProviderDown })
  if (responseCode > 0)
    return failed(`The mail server refused the session ${said}.`, { isProviderDown })
  return failed(`The mail server cannot be reached (${code ?? 'unknown'}).`, { isProviderDown })
}
