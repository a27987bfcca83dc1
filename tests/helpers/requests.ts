import { isRefusalCode } from '../../src/refusals/refusals'

type Headers = Record<string, string>

/** An answer, read to its end. */
export type Answer<Body = unknown> = { body: Body; headers: globalThis.Headers; status: number }

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** @throws for an answer of the desk that refuses something without a code of the table */
export const holdToCodes = (body: unknown, about: string): void => {
  const { errors }: { errors?: unknown } = Object(body)
  if (!Array.isArray(errors)) return
  for (const error of errors) {
    const { code, extensions, message }: Record<string, unknown> = Object(error)
    const given: unknown = code ?? Reflect.get(Object(extensions), 'code')
    if (isRefusalCode(given) && typeof message === 'string' && message !== '') continue
    throw new Error(`${about} is refused without a known code: ${JSON.stringify(error)}`)
  }
}

/**
 * Sends a request and reads the answer as JSON, or as text when it is none. Whatever the desk refuses, it does so
 * with a code.
 * @param body sent as JSON, unless it is a string, which is sent as it is
 */
export const asJSON = async <Body = Record<string, unknown>>({
  body,
  headers = {},
  method = body === undefined ? 'GET' : 'POST',
  url,
}: {
  body?: unknown
  headers?: Headers
  method?: string
  url: string
}): Promise<Answer<Body>> => {
  const response = await fetch(url, {
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    method,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const read = parse(await response.text())
  holdToCodes(read, url)
  return { body: read as Body, headers: response.headers, status: response.status }
}

/**
 * Logs in over REST.
 * @returns headers for requests as that user
 */
export const login = async ({
  email,
  password,
  url,
}: {
  email: string
  password: string
  /** The desk's. */
  url: string
}): Promise<Headers> => {
  const { body, status } = await asJSON<{ token?: string }>({
    body: { email, password },
    url: `${url}/api/users/login`,
  })
  if (status !== 200 || !body.token) throw new Error(`Login of ${email} answered ${status}`)
  return { authorization: `JWT ${body.token}` }
}

/** Headers for requests with an API key. */
export const withAPIKey = (key: string): Headers => ({ authorization: `users API-Key ${key}` })

/** Sends a GraphQL operation. */
export const graphQL = <Data = Record<string, unknown>>({
  headers = {},
  query,
  url,
  variables = {},
}: {
  headers?: Headers
  query: string
  /** The desk's. */
  url: string
  variables?: Record<string, unknown>
}): Promise<Answer<{ data?: Data | null; errors?: { message: string }[] }>> =>
  asJSON({ body: { query, variables }, headers, url: `${url}/api/graphql` })
