import crypto from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashesWaiting, limitHashes } from '../../../src/payload/fewHashes'
import { hashPassword, verifyPassword } from '../../../src/payload/passwords'

const PASSWORD = 'a long enough password'

describe('a stored password', () => {
  it('is proven by itself alone', async () => {
    const stored = await hashPassword(PASSWORD)
    expect(stored.hash).not.toContain(PASSWORD)
    expect(await verifyPassword(PASSWORD, stored)).toEqual({ isFormer: false, isRight: true })
    expect(await verifyPassword(`${PASSWORD}x`, stored)).toMatchObject({ isRight: false })
    expect(await verifyPassword(PASSWORD, { ...stored, salt: `${stored.salt}0` })).toMatchObject({
      isRight: false,
    })
  })

  it('is none where nothing, or nothing sensible, is stored', async () => {
    expect(await verifyPassword(PASSWORD, null)).toEqual({ isFormer: false, isRight: false })
    for (const hash of ['', 'zz', 'pbkdf2-sha256-v1:', 'pbkdf2-sha256-v2:00']) {
      expect(await verifyPassword(PASSWORD, { hash, salt: 'x' })).toMatchObject({ isRight: false })
    }
  })
})

describe('hashes', () => {
  it('are made two at a time, whoever asks Node for them, and failures let the next one in', async () => {
    limitHashes()
    limitHashes()
    const derive = (digest: string) =>
      new Promise<string>((resolve) => {
        crypto.pbkdf2('x', 'y', 200_000, 32, digest, (error, key) =>
          resolve(error ? 'failed' : key.toString('hex')),
        )
      })
    const named = (await import('node:crypto')).pbkdf2
    expect(named).toBe(crypto.pbkdf2)
    const all = Array.from({ length: 6 }, () => derive('sha256'))
    const failed = derive('no such digest')
    all.push(derive('sha256'))
    expect(hashesWaiting()).toBe(6)
    expect(new Set(await Promise.all(all)).size).toBe(1)
    expect(await failed).toBe('failed')
    expect(hashesWaiting()).toBe(0)
    expect(await derive('sha256')).toMatch(/^[0-9a-f]{64}$/)
  })
})
