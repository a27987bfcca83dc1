import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuthStrategy, PayloadRequest } from 'payload'
import { userOfRequest } from '../payload/strategies'

type User = NonNullable<PayloadRequest['user']>
type WithUser<Result> = { result: Result; user: null | User }

const requests = new AsyncLocalStorage<{ req?: PayloadRequest | undefined }>()

/** Signs nobody in, and notes the request that Payload made of another one. */
export const noteRequest: AuthStrategy = {
  authenticate: ({ req }) => {
    const store = requests.getStore()
    if (store) store.req = req
    return { user: null }
  },
  name: 'note-request',
}

const OVERRIDES = ['x-http-method-override', 'x-payload-http-method-override']

/**
 * Does the work of one request, and says who turned out to have sent it. Payload writes that into the
 * request; but of a POST that says that it is a GET it makes a request of its own. Only then is what
 * follows told from other work, which makes each promise of the process dearer.
 */
export const withUser = async <Result>(
  request: Request,
  work: () => Promise<Result>,
): Promise<WithUser<Result>> => {
  if (!OVERRIDES.some((name) => request.headers.has(name))) {
    const result = await work()
    return { result, user: userOfRequest(request) }
  }
  const store: { req?: PayloadRequest } = {}
  const result = await requests.run(store, work)
  return { result, user: store.req?.user ?? null }
}
