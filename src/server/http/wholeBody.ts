/** A response whose whole body is in memory. */
export type Whole = { body: Uint8Array; headers: Headers; status: number }

/** A response, with its whole body in memory or as a stream. */
export type Answer = Response | Whole

export const isWhole = (answer: Answer): answer is Whole => answer.body instanceof Uint8Array

/**
 * A JSON response. It is not a `Response`, which would turn the body into a stream that has to be read
 * again immediately.
 */
export const wholeJSON = (value: unknown, headers: Headers, status = 200): Whole => {
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return { body: Buffer.from(JSON.stringify(value)), headers, status }
}
