import { z } from 'zod'
import { failed, type Outcome } from '../outcome'

const smtpErrorSchema = z.object({
  code: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
})

/** `550 5.1.1`: what a server says beyond its codes may quote the address or the mail. */
const codesOf = ({ response, responseCode }: z.infer<typeof smtpErrorSchema>): string => {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
  return [responseCode, enhanced].filter((code) => code !== undefined).join(' ')
}

/**
 * What a failure of nodemailer means (its `code`, `command` and `responseCode`; RFC 5321 §4.2.1: 4yz may
 * pass another time, 5yz never will). A server that refuses the sender or the sign-in refuses every mail
 * until somebody sets it right, so that is no verdict on this one.
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
    return failed(`The mail server does not take it at present ${said}.`)
  }
  if (code === 'EENVELOPE' && command === 'API') {
    return { kind: 'refused', problem: 'The address is none that mail can be sent to.' }
  }
  if (code === 'EMESSAGE' && responseCode === 0) {
    return { kind: 'refused', problem: 'The mail is too large for the mail server.' }
  }
  const isProviderDown = true
  if (code === 'EAUTH')
    return failed(`The mail server refused the sign-in ${said}.`, { isProviderDown })
  if (responseCode > 0)
    return failed(`The mail server refused to talk ${said}.`, { isProviderDown })
  return failed(`The mail server cannot be reached (${code ?? 'unknown'}).`, { isProviderDown })
}
