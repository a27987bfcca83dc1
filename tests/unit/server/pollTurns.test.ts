import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Requester } from '../../../src/readLimit/requesters'
import { createCeilings, type Kind } from '../../../src/server/http/ceilings'

const client = (key: string): Requester => ({
  credentials: [],
  isBrowser: true,
  isUser: true,
  key,
})

const incoming = new IncomingMessage(new Socket())

/** Whether a turn was there at once. */
const isNow = (turn: unknown): boolean => typeof turn === 'object' && !(turn instanceof Promise)

describe('the questions of open pages', () => {
  it('take no turn that the client’s own requests need, and no more than a part of all', () => {
    const take = createCeilings(14)
    const ask = (key: string, kind: Kind) =>
      isNow(take(client(key), { isLarge: false, kind }, incoming))
    expect([1, 2, 3, 4].map(() => ask('a', 'api'))).toEqual([true, true, true, true])
    // The third part of the connections is taken.
    expect(ask('a', 'api')).toBe(false)
    expect(ask('a', 'poll')).toBe(true)
    expect(ask('a', 'poll')).toBe(false)
    expect(ask('b', 'poll')).toBe(true)
    expect(ask('c', 'poll')).toBe(false)
    expect(ask('c', 'api')).toBe(true)
  })
})
