import { z } from 'zod'
import type { Desk } from './useDesk'

const errorsSchema = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) })

/** A refusal. Its message can be shown to the user. */
export class RequestError extends Error {}

/** The messages of a body in Payload's error shape, as one text. Null for any other body. */
export const errorsIn = (body: unknown): null | string => {
  const parsed = errorsSchema.safeParse(body)
  return parsed.success ? parsed.data.errors.map((error) => error.message).join(' ') : null
}

type Request = {
  body?: unknown
  desk: Pick<Desk, 'language' | 't'>
  headers?: Record<string, string>
  method: 'DELETE' | 'GET' | 'PATCH' | 'POST'
  signal?: AbortSignal
  url: string
}

/** Sends a request as the signed-in user. @throws {RequestError} unless it succeeds */
export const send = async ({
  body,
  desk,
  headers,
  method,
  signal,
  url,
}: Request): Promise<Response> => {
  const response = await fetch(url, {
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'include',
    headers: {
      'Accept-Language': desk.language,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    method,
    signal,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new RequestError(desk.t('desk:noAnswer'))
  })
  if (response.ok) return response
  const answer: unknown = await response.json().catch(() => null)
  throw new RequestError(
    errorsIn(answer) ?? desk.t('desk:unknownError', { status: response.status }),
  )
}

/** Posts a file as the signed-in user. @throws {RequestError} unless it succeeds */
export const sendFile = async ({
  desk,
  file,
  url,
}: Pick<Request, 'desk' | 'url'> & { file: File }): Promise<Response> => {
  const response = await fetch(url, {
    body: file,
    credentials: 'include',
    headers: {
      'Accept-Language': desk.language,
      'Content-Type': file.type || 'application/octet-stream',
    },
    method: 'POST',
  }).catch(() => {
    throw new RequestError(desk.t('desk:noAnswer'))
  })
  if (response.ok) return response
  const answer: unknown = await response.json().catch(() => null)
  throw new RequestError(
    errorsIn(answer) ?? desk.t('desk:unknownError', { status: response.status }),
  )
}

/**
 * Fetches JSON as the signed-in user.
 * @throws {RequestError} for a refusal; another error if the response does not match the schema
 */
export const getJSON = async <Value>({
  schema,
  ...request
}: Omit<Request, 'body' | 'headers' | 'method'> & { schema: z.ZodType<Value> }): Promise<Value> => {
  const response = await send({ ...request, method: 'GET' })
  return schema.parse(await response.json())
}

/** The message to show for an error. */
export const reasonOf = (error: unknown, desk: Pick<Desk, 't'>): string =>
  error instanceof RequestError ? error.message : desk.t('desk:noAnswer')
