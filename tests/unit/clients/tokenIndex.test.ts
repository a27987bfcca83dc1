import { createHmac, randomBytes } from 'node:crypto'
import { getHeapSnapshot } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { tokenIndex } from '../../../src/clients/tokenIndex'

const secret = 'a secret for tests only'

describe('the index of a token', () => {
  it('is the same as Payload’s own of a key, asked once or again, and differs by secret', () => {
    const token = 'a-token-of-a-client-that-is-known'
    const expected = createHmac('sha256', secret).update(token).digest('hex')
    expect([1, 2].map(() => tokenIndex({ secret, token }))).toEqual([expected, expected])
    expect(tokenIndex({ secret: 'another secret', token })).not.toBe(expected)
  })

  it('leaves no token in memory', { timeout: 60_000 }, async () => {
    // In pieces, so that only what is tested ever puts it together.
    const pieces = [...randomBytes(20).toString('hex')]
    for (let time = 0; time < 3; time += 1) tokenIndex({ secret, token: pieces.join('') })
    let text = ''
    let isThere = false
    const snapshot = getHeapSnapshot().setEncoding('utf8')
    const parts: string[] = []
    for await (const part of snapshot) parts.push(String(part))
    const token = pieces.join('')
    for (const part of parts) {
      text = text.slice(-100) + part
      isThere ||= text.includes(token)
    }
    expect(isThere).toBe(false)
  })
})
