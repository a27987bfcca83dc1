import { z } from 'zod'
import type { Exchanged } from './exchange'
import type { Finding } from './findings'

const receivedSchema = z.object({
  received: z.literal(true),
  state: z.enum(['merged', 'needs_review', 'stored']),
})
const refusedSchema = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const LOGIN = /log-?in|sign-?in|oauth|\bauth\b|sso|saml|cdn-cgi\/access/i

/** The target of a redirect. Only `origin` may be shown: the path may contain the token. */
const redirectTarget = (location: string, url: URL): { origin: string; path: string } => {
  if (!URL.canParse(location, url)) return { origin: '?', path: '' }
  const { host, origin, pathname } = new URL(location, url)
  return { origin: origin === 'null' ? '?' : origin, path: `${host}${pathname}` }
}

const redirected = ({ location, status }: Exchanged, url: URL): Finding => {
  const { origin, path } = redirectTarget(location, url)
  return {
    code: LOGIN.test(path) ? 'answerRedirectLogin' : 'answerRedirect',
    values: { status, where: origin },
  }
}

/**
 * The finding for a status: `ours` if this desk sent the response, `elsewhere` if something in front of
 * it did.
 */
const REFUSED: Readonly<Record<number, { elsewhere: Finding['code']; ours: Finding['code'] }>> = {
  401: { elsewhere: 'answerLogin', ours: 'answerUnverified' },
  403: { elsewhere: 'answerForbidden', ours: 'answerNetwork' },
  404: { elsewhere: 'answerNotFound', ours: 'answerOtherDesk' },
  405: { elsewhere: 'answerNotFound', ours: 'answerUnexpected' },
  407: { elsewhere: 'answerLogin', ours: 'answerLogin' },
  408: { elsewhere: 'answerTimeout', ours: 'answerTimeout' },
  413: { elsewhere: 'answerTooLarge', ours: 'answerTooLarge' },
  429: { elsewhere: 'answerBusyElsewhere', ours: 'answerBusy' },
  502: { elsewhere: 'answerBadGateway', ours: 'answerBadGateway' },
  503: { elsewhere: 'answerBadGateway', ours: 'answerUnavailable' },
  504: { elsewhere: 'answerBadGateway', ours: 'answerBadGateway' },
}

/** The finding for the response to the test's post. */
export const judge = (answer: Exchanged, url: URL): Finding => {
  const { body, status } = answer
  if (status >= 300 && status < 400) return redirected(answer, url)
  const said = parse(body)
  const values = { status }
  const received = receivedSchema.safeParse(said).data
  if (status === 200 && received) {
    return received.state === 'needs_review'
      ? { code: 'answerReview', values }
      : { code: 'answerReceived', values }
  }
  if (status >= 200 && status < 300) return { code: 'answerPage', values }
  const isOurs = refusedSchema.safeParse(said).success
  const refused = REFUSED[status]
  return { code: refused?.[isOurs ? 'ours' : 'elsewhere'] ?? 'answerUnexpected', values }
}
