import { describe, expect, it } from 'vitest'
import { isMatch, tagOf } from '../../../src/server/http/caching'
import { chooseEncoding } from '../../../src/server/http/negotiate'

describe('the encoding of an answer', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['identity', null],
    ['deflate, zstd', null],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', null],
    ['gzip;q=0, *', 'br'],
    ['*', 'br'],
    ['*;q=0', null],
    ['identity;q=1, gzip;q=0.5', null],
    ['identity;q=0.5, gzip;q=0.5', 'gzip'],
    ['gzip;q=nonsense', null],
    ['gzip ; q=0.3', 'gzip'],
    ['gzipped', null],
  ])('for “%s” is %s', (header, encoding) => {
    expect(chooseEncoding(header)).toBe(encoding)
  })
})

describe('a tag', () => {
  const body = Buffer.from('{"docs":[]}')
  const tag = tagOf(body)

  it('is weak, and another one for other bytes', () => {
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
    expect(tagOf(Buffer.from('{"docs":[1]}'))).not.toBe(tag)
  })

  it.each([tag, tag.slice(2), '*', `"other", ${tag}`, `W/"other",${tag.slice(2)}`])(
    'is matched by %s',
    (header) => expect(isMatch(header, tag)).toBe(true),
  )

  it.each([undefined, '', '"other"', tag.slice(0, -2), tag.slice(2).replaceAll('"', '')])(
    'is not matched by %s',
    (header) => expect(isMatch(header, tag)).toBe(false),
  )
})
