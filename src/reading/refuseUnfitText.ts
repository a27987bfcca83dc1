import type { AfterErrorHook } from 'payload'

const MESSAGE = 'A text has a character that cannot be stored, such as NUL.'
// PostgreSQL's codes for a character that its encoding does not have.
const UNFIT = new Set(['22021', '22P05'])

const codeIn = (error: unknown): unknown => {
  if (typeof error !== 'object' || error === null) return undefined
  const within: unknown = Reflect.get(error, 'originalError') ?? Reflect.get(error, 'cause')
  return within === undefined ? Reflect.get(error, 'code') : codeIn(within)
}

/** A text that no database can hold is the caller's error, also where our own SQL asks by it. */
export const refuseUnfitText: AfterErrorHook = ({ error, graphqlResult }) => {
  if (!UNFIT.has(String(codeIn(error)))) return undefined
  if (graphqlResult) {
    const extensions = { ...graphqlResult.extensions, statusCode: 400 }
    return { graphqlResult: { ...graphqlResult, extensions, message: MESSAGE } }
  }
  return { response: { errors: [{ message: MESSAGE }] }, status: 400 }
}
