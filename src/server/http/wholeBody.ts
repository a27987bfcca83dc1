/** An answer whose body is there as a whole. */
export type Whole = { body: Uint8Array; headers: Headers; status: number }

/** An answer, its body there as a whole or not. */
export type Answer = Response | Whole

export const isWhole = (answer: Answer): answer is Whole => answer.body instanceof Uint8Array

/**
 * An answer in JSON. No `Response`: that would make a stream of the body, only for it to be read again at
 * once.
 */
export const wholeJSON = (value: unknown, headers: Headers, status = 200): Whole => {
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return { body: Buffer.from(JSON.stringify(value)), headers, status }
}
