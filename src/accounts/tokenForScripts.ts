import type { PayloadRequest } from 'payload'

/**
 * An answer without the token of whoever signed in by cookie: scripts must not get at it. Programs that
 * sent it in a header have it anyway, and get the next one.
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
