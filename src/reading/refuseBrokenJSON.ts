import type { AfterErrorHook } from 'payload'

const MESSAGE = 'This is not the JSON that it should be.'

/** A filter in the address, or a body, that is no JSON is the caller's error: Payload answers 500. */
export const refuseBrokenJSON: AfterErrorHook = ({ error }) =>
  error instanceof SyntaxError && error.message.includes('JSON')
    ? { response: { errors: [{ message: MESSAGE }] }, status: 400 }
    : undefined
