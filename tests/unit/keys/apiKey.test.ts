import { describe, expect, it } from 'vitest'
import { generateKey, hashKey, keyIn, prefixOf } from '../../../src/access/keyFormat'

const key = `vcd_${'aB3'.repeat(13)}z`

describe('an API key', () => {
  it('is made of a mark and 40 letters and digits, never the same twice', () => {
    const made = new Set(Array.from({ length: 200 }, generateKey))
    expect(made.size).toBe(200)
    for (const each of made) expect(keyIn(`Bearer ${each}`)).toBe(each)
  })

  it('shows its first six characters and no more', () => {
    expect(prefixOf(key)).toBe('vcd_aB3aB3')
  })

  it('is looked up by its hash', () => {
    expect(hashKey(key)).toMatch(/^[0-9a-f]{64}$/)
    expect(hashKey(key)).toBe(hashKey(`${key}`))
    expect(hashKey(key)).not.toBe(hashKey(key.toLowerCase()))
  })
})

describe('in a header a key', () => {
  it.each([`users API-Key ${key}`, `Bearer ${key}`, `bearer ${key}`])('is found: %s', (header) => {
    expect(keyIn(header)).toBe(key)
  })

  it.each([
    null,
    '',
    key,
    `JWT ${key}`,
    `clients API-Key ${key}`,
    `Bearer  ${key}`,
    `Bearer ${key} `,
    `Bearer ${key}x`,
    `Bearer ${key.slice(0, -1)}`,
    `Bearer ${key.slice(0, -1)}-`,
    `Bearer x${key}`,
    'users API-Key 0198c9a2-7d5e-7c11-9d0f-3f5a4b6c7d8e',
  ])('is not mistaken: %s', (header) => {
    expect(keyIn(header)).toBeNull()
  })
})
