import type { PayloadRequest } from 'payload'
import { describe, expect, it } from 'vitest'
import { sayRefusalCode } from '../../src/refusals/addCode'
import { REFUSALS, refusal, refuseWith } from '../../src/refusals/refusals'

const request = (): PayloadRequest => {
  const req: Partial<PayloadRequest> = { context: {} }
  return req as PayloadRequest
}
const hook = (error: Error, rest: object) => {
  const req = request()
  const answer = sayRefusalCode({ context: {}, error, req, ...rest })
  return { answer, headers: req.responseHeaders }
}

describe('a refusal with a code', () => {
  it.each(Object.entries(REFUSALS))('%s is answered as the table has it', async (code, row) => {
    const known = Object.keys(REFUSALS).find((each): each is keyof typeof REFUSALS => each === code)
    const response = refuseWith(known ?? 'BUSY')
    expect(response.status).toBe(row.status)
    expect(await response.json()).toEqual({ errors: [{ code, message: row.message }] })
    const wait = 'retryAfter' in row ? String(row.retryAfter) : null
    expect(response.headers.get('retry-after')).toBe(wait)
  })

  it('says its code and its wait through Payload’s REST', () => {
    const error = refusal('TOO_MANY_REQUESTS', { retryAfter: 7 })
    const { answer, headers } = hook(error, { result: { errors: [{ message: error.message }] } })
    expect(answer).toEqual({
      response: { errors: [{ code: 'TOO_MANY_REQUESTS', message: error.message }] },
    })
    expect(headers?.get('retry-after')).toBe('7')
  })

  it('says its code under extensions in GraphQL', () => {
    const originalError = refusal('BUSY')
    const error = Object.assign(new Error('wrapped'), { originalError })
    const graphqlResult = { extensions: { statusCode: 503 }, message: 'x' }
    expect(hook(error, { graphqlResult }).answer).toEqual({
      graphqlResult: { extensions: { code: 'BUSY', statusCode: 503 }, message: 'x' },
    })
  })

  it('leaves the codes of others alone', () => {
    const error = Object.assign(new Error('canceling statement'), { code: '57014' })
    expect(hook(error, { result: { errors: [{ message: 'x' }] } }).answer).toBeUndefined()
  })
})
