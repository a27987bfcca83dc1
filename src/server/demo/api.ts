import { z } from 'zod'
import { StartError } from '../startError'

/** Calls the desk's API over HTTP, as one signed-in user. */
export type API = <T>(args: {
  body?: unknown
  method?: 'GET' | 'PATCH' | 'POST'
  path: string
  schema: z.ZodType<T>
}) => Promise<T>

const loginSchema = z.object({ token: z.string() })

const ask = async <T>({
  body,
  headers,
  method,
  schema,
  url,
}: {
  body: unknown
  headers: Record<string, string>
  method: string
  schema: z.ZodType<T>
  url: string
}): Promise<T> => {
  const response = await fetch(url, {
    headers: { 'content-type': 'application/json', ...headers },
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const path = new URL(url).pathname.replace(/(webhook\/)[^/]+/, '$1…')
  const answer: unknown = await response.json().catch(() => undefined)
  const parsed = schema.safeParse(answer)
  if (!response.ok || !parsed.success) {
    throw new StartError(
      `The demo could not be created: ${method} ${path} answered ${response.status}.`,
    )
  }
  return parsed.data
}

/** Logs in and returns the API for that user. */
export const openAPI = async ({
  email,
  password,
  url,
}: {
  email: string
  password: string
  url: string
}): Promise<API> => {
  const { token } = await ask({
    body: { email, password },
    headers: {},
    method: 'POST',
    schema: loginSchema,
    url: `${url}/api/users/login`,
  })
  return ({ body, method = body === undefined ? 'GET' : 'POST', path, schema }) =>
    ask({ body, headers: { authorization: `JWT ${token}` }, method, schema, url: `${url}${path}` })
}
