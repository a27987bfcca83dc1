import { describe, expect, it } from 'vitest'
import { ownPath } from '../../../src/lib/ownPath'

describe('a path to go on to', () => {
  it.each([
    ['/', '/'],
    ['/calls?search=anna&page=2#last', '/calls?search=anna&page=2#last'],
    ['/calls/../to-do', '/to-do'],
    ['/calls?search=Зоя', '/calls?search=%D0%97%D0%BE%D1%8F'],
    ['/admin', '/admin'],
    ['/apiary', '/apiary'],
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
  ])('%s is one of the desk', (text, path) => {
    expect(ownPath(text)).toBe(path)
  })

  it.each([
    '',
    'calls',
    'https://evil.example/calls',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /calls',
    '/calls\r\nSet-Cookie: a=b',
    '/.//evil.example',
    '/calls/..//evil.example',
    'javascript:alert(1)',
    '/api',
    '/api/users/logout',
    '/api?x',
    `/${'a'.repeat(2_000)}`,
    undefined,
    null,
    7,
    ['/calls'],
  ])('%j is none', (text) => {
    expect(ownPath(text)).toBeNull()
  })
})
