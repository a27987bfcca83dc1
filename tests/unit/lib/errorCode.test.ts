import { describe, expect, it } from 'vitest'
import { errorCode, errorTitle, rootCode } from '../../../src/lib/errorCode'

const failed = (code: unknown, cause?: unknown) =>
  Object.assign(new Error('It failed', { cause }), { code })

describe('The code of an error', () => {
  it.each([
    [failed('ECONNREFUSED'), 'ECONNREFUSED'],
    [{ code: '28P01' }, '28P01'],
    [failed(''), undefined],
    [failed(undefined), undefined],
    [new DOMException('It took too long', 'TimeoutError'), undefined],
    [new Error('It failed'), undefined],
    ['ECONNREFUSED', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %o is %s', (error, code) => {
    expect(errorCode(error)).toBe(code)
  })

  it('underneath is that of the last cause that has one', () => {
    const wrapped = new Error('Failed query', { cause: failed('22P02') })
    expect(rootCode(wrapped)).toBe('22P02')
    expect(rootCode({ originalError: wrapped })).toBe('22P02')
    expect(rootCode(failed('BUSY', failed('57014', new Error('It failed'))))).toBe('57014')
    expect(rootCode(failed('28P01', null))).toBe('28P01')
    expect(rootCode(new Error('It failed'))).toBe(undefined)
    const circle = failed('28P01')
    circle.cause = circle
    expect(rootCode(circle)).toBe('28P01')
  })

  it('or else the name is what an error is called', () => {
    expect(errorTitle(failed('57014'))).toBe('57014')
    expect(errorTitle(new DOMException('It took too long', 'TimeoutError'))).toBe('TimeoutError')
    expect(errorTitle(new RangeError('too far'))).toBe('RangeError')
    expect(errorTitle('secret')).toBe('unknown')
  })
})
