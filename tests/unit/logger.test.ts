import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { createLogger, describeForLog } from '../../src/logger'
import { refusal } from '../../src/refusals/refusals'
import { ReadBound } from '../../src/request/readBound'
import { withRequest } from '../../src/request/requestAtHand'
import { requestIDOf } from '../../src/request/requestID'

describe('what the log says of an error', () => {
  it('leaves out the statement and the parameters of a failed query', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(ann@example.com) already exists.',
      severity: 'ERROR',
    })
    const query = Object.assign(new Error('Failed query: insert …\nparams: ann@example.com'), {
      cause,
      params: ['ann@example.com'],
    })
    for (const err of [query, cause, Object.assign(new Error('x'), { originalError: query })]) {
      expect(JSON.stringify(describeForLog(err))).not.toContain('ann@example.com')
    }
    expect(describeForLog(query)).toMatchObject({
      code: '23505',
      message: 'A database query failed',
    })
  })

  it('keeps what an ordinary error says, and where it came from', () => {
    const said = describeForLog(Object.assign(new Error('No such door'), { status: 404 }))
    expect(said).toMatchObject({ message: 'No such door', status: 404, type: 'Error' })
    expect(JSON.stringify(said)).toContain('logger.test.ts')
  })
})

describe('the log', () => {
  const isLogged = (err: Error): boolean => {
    const method = vi.fn()
    const logger = { debug: vi.fn(), isLevelEnabled: () => false }
    const { logMethod } = createLogger({ level: 'info' }).options.hooks ?? {}
    Reflect.apply(logMethod ?? (() => undefined), logger, [[{ err }], method, 50])
    return method.mock.calls.length > 0
  }

  it('has errors of the desk, and no refusals, also such as it is too busy for', () => {
    expect(isLogged(new Error('broken'))).toBe(true)
    expect(isLogged(refusal('DATABASE_AWAY'))).toBe(true)
    expect(isLogged(refusal('LINK_DEAD'))).toBe(false)
    expect(isLogged(refusal('BUSY'))).toBe(false)
    const inGraphQL = Object.assign(new Error('busy'), { originalError: refusal('BUSY') })
    expect(isLogged(inGraphQL)).toBe(false)
  })

  it('says which request an entry belongs to, by the id of its answer', async () => {
    const incoming = new IncomingMessage(new Socket())
    const method = vi.fn()
    const { logMethod } = createLogger({ level: 'info' }).options.hooks ?? {}
    const logIt = async () =>
      Reflect.apply(logMethod ?? (() => undefined), {}, [[{ msg: 'x' }], method, 30])
    await withRequest({ bound: new ReadBound(), incoming, onlyReads: false }, logIt)
    await logIt()
    expect(method.mock.calls).toEqual([
      [{ msg: 'x', requestID: requestIDOf(incoming) }, undefined],
      [{ msg: 'x' }, undefined],
    ])
  })
})
