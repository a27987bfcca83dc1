import type { AfterErrorHook } from 'payload'
import { rootCode } from '../lib/errorCode'

const MESSAGE = 'A text has a character that cannot be stored, such as NUL.'
// PostgreSQL's codes for a character that its encoding does not have.
const UNFIT = new Set(['22021', '22P05'])

/** A text that no database can hold is the caller's error, also where our own SQL asks by it. */
export const refuseUnfitText: AfterErrorHook = ({ error, graphqlResult }) => {
  if (!UNFIT.has(rootCode(error) ?? '')) return undefined
  if (graphqlResult) {
    const extensions = { ...graphqlResult.extensions, statusCode: 400 }
    return { graphqlResult: { ...graphqlResult, extensions, message: MESSAGE } }
  }
  return { response: { errors: [{ message: MESSAGE }] }, status: 400 }
}
