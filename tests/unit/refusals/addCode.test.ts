import type { PayloadRequest } from 'payload'
import { APIError, Forbidden, Locked, NotFound, QueryError, ValidationError } from 'payload'
import { describe, expect, it } from 'vitest'
import { addCode, answerBy, codeOf } from '../../../src/refusals/addCode'
import { REFUSALS, refusal } from '../../../src/refusals/refusals'

const request = (): PayloadRequest => {
  const req: Partial<PayloadRequest> = { context: {} }
  return req as PayloadRequest
}

const hook = (error: Error, rest: object, after = addCode) => {
  const req = request()
  const answer = after({ context: {}, error, req, ...rest })
  return { answer, headers: req.responseHeaders }
}

const wrapped = (originalError: Error) =>
  Object.assign(new Error('Failed query'), { originalError })

describe('a refusal of ours', () => {
  it('says its code and its wait through Payload’s REST', () => {
    const error = refusal('TOO_MANY_REQUESTS', { retryAfter: 7 })
    const { answer, headers } = hook(error, { result: { errors: [{ message: error.message }] } })
    expect(answer).toEqual({
      response: { errors: [{ code: 'TOO_MANY_REQUESTS', message: error.message }] },
    })
    expect(headers?.get('retry-after')).toBe('7')
  })

  it('says its code under extensions in GraphQL', () => {
    const graphqlResult = { extensions: { statusCode: 503 }, message: 'x' }
    const { answer, headers } = hook(wrapped(refusal('BUSY')), { graphqlResult })
    expect(answer).toEqual({
      graphqlResult: { extensions: { code: 'BUSY', statusCode: 503 }, message: 'x' },
    })
    expect(headers?.get('retry-after')).toBe('5')
  })

  it('is said in place of the query that it ended', () => {
    const { message, status } = REFUSALS.READ_TOO_SLOW
    const failed = new Error('Failed query', { cause: refusal('READ_TOO_SLOW') })
    const result = { errors: [{ message: 'Something went wrong.' }] }
    expect(hook(failed, { result }).answer).toEqual({
      response: { errors: [{ code: 'READ_TOO_SLOW', message }] },
      status,
    })
    const graphqlResult = { extensions: { statusCode: 500 }, message: 'Something went wrong.' }
    expect(hook(wrapped(failed), { graphqlResult }).answer).toEqual({
      graphqlResult: { extensions: { code: 'READ_TOO_SLOW', statusCode: status }, message },
    })
  })

  it('is not what happens to have the same code', () => {
    const error = Object.assign(new Error('x'), { code: 'BUSY', status: 500 })
    expect(codeOf(error)).toBe('INTERNAL_ERROR')
    expect(hook(error, { result: { errors: [{ message: 'x' }] } }).answer).toEqual({
      response: { errors: [{ code: 'INTERNAL_ERROR', message: 'x' }] },
    })
  })
})

describe('an error of Payload’s', () => {
  const invalid = new ValidationError({ errors: [{ message: 'wrong', path: 'name' }] })

  it.each([
    [new Forbidden(), 'FORBIDDEN'],
    [new NotFound(), 'NOT_FOUND'],
    [new Locked('Somebody else edits it.'), 'LOCKED'],
    [new QueryError([{ path: 'hash' }]), 'QUERY_INVALID'],
    [invalid, 'VALIDATION_FAILED'],
    [new APIError('Invalid JSON', 400), 'INVALID_JSON'],
    [new APIError('No User', 400), 'BAD_REQUEST'],
    [new APIError('x', 401), 'UNAUTHORIZED'],
    [new APIError('x', 501), 'INTERNAL_ERROR'],
    [new Error('x'), 'INTERNAL_ERROR'],
    [Object.assign(new Error('canceling statement'), { code: '57014' }), 'INTERNAL_ERROR'],
  ])('gets a code: %s', (error, code) => {
    expect(codeOf(error)).toBe(code)
  })

  it('keeps what Payload says of it beside the code', () => {
    const said = {
      data: { errors: [] },
      message: 'The following field is invalid: name',
      name: 'x',
    }
    expect(hook(invalid, { result: { errors: [said] } }).answer).toEqual({
      response: { errors: [{ code: 'VALIDATION_FAILED', ...said }] },
    })
  })

  it('keeps a code that another hook gave it', () => {
    const away = answerBy(() => 'DATABASE_AWAY')
    const { answer, headers } = hook(new Error('x'), { result: { errors: [] } }, away)
    const { message, status } = REFUSALS.DATABASE_AWAY
    const response = { errors: [{ code: 'DATABASE_AWAY', message }] }
    expect(answer).toEqual({ response, status })
    expect(headers?.get('retry-after')).toBe('5')
    expect(hook(new Error('x'), { result: response }).answer).toEqual({ response })
  })

  it('is the query’s fault where GraphQL never ran it', () => {
    const graphqlResult = { extensions: { statusCode: 400 }, message: 'x' }
    expect(hook(new Error('x'), { graphqlResult }).answer).toEqual({
      graphqlResult: { extensions: { code: 'QUERY_INVALID', statusCode: 400 }, message: 'x' },
    })
  })
})
