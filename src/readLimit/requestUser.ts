import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuthStrategy, PayloadRequest } from 'payload'

const requests = new AsyncLocalStorage<{ req?: PayloadRequest | undefined }>()

/**
 * Signs nobody in. Payload makes a request of its own for a POST that says that it is a GET, so the
 * server cannot know beforehand which one will carry the user.
 */
export const noteRequest: AuthStrategy = {
  authenticate: ({ req }) => {
    const store = requests.getStore()
    if (store) store.req = req
    return { user: null }
  },
  name: 'note-request',
}

/** Does the work of one request, and says who turned out to have sent it. */
export const withUser = async <Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; user: PayloadRequest['user'] }> => {
  const store: { req?: PayloadRequest } = {}
  const result = await requests.run(store, work)
  return { result, user: store.req?.user ?? null }
}
