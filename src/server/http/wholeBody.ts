const bodies = new WeakMap<Response, Uint8Array>()

/**
 * An answer in JSON whose body is kept beside it: a stream would be made for the response, only to be read
 * again at once.
 */
export const wholeJSON = (value: unknown, headers: Headers): Response => {
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  const response = new Response(null, { headers })
  bodies.set(response, Buffer.from(JSON.stringify(value)))
  return response
}

/** The body that is kept beside an answer, if any. */
export const wholeBodyOf = (response: Response): Uint8Array | undefined => bodies.get(response)
