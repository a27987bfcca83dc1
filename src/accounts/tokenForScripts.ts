import type { PayloadRequest } from 'payload'

/**
 * Removes the session token from the response to a request that was signed in by cookie, because scripts must
 * not read it. Programs that sent it in a header have it anyway, and get the next one.
 */
export const withoutTokenOfCookie = <Answer extends object, Name extends string>(
  { headers }: Pick<PayloadRequest, 'headers'>,
  answer: Answer,
  name: Name,
): Answer | Omit<Answer, Name> => {
  if (/^(?:JWT|Bearer) \S/.test(headers.get('authorization') ?? '')) return answer
  return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== name)) as Omit<
    Answer,
    Name
  >
}
