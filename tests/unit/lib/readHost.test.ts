import { describe, expect, it } from 'vitest'
import { readHost } from '../../../src/lib/readHost'

describe('readHost', () => {
  it.each([
    ['calls.agency.example', 'calls.agency.example'],
    ['  Calls.Agency.Example. ', 'calls.agency.example'],
    ['calls.agency.example:443', 'calls.agency.example'],
    ['calls.agency.example:80', 'calls.agency.example'],
    ['desk.lan:3000', 'desk.lan:3000'],
    ['localhost', 'localhost'],
    ['anrufe.müller.example', 'anrufe.xn--mller-kva.example'],
    ['XN--mller-kva.example', 'xn--mller-kva.example'],
  ])('reads %j as %s', (typed, host) => {
    expect(readHost(typed)).toBe(host)
    expect(readHost(host)).toBe(host)
  })

  it.each([
    null,
    undefined,
    '',
    'https://calls.agency.example',
    'calls.agency.example/path',
    'user@agency.example',
    'calls agency.example',
    '*.agency.example',
    '192.0.2.1',
    '1',
    '0x7f.1',
    '[::1]',
    '::1',
    '-a.example',
    'a..example',
    'a_b.example',
    'a.example:0',
    'a.example:65536',
    'a.example:',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    'a.example\nb.example',
    'a.example#x',
  ])('does not take %j', (typed) => expect(readHost(typed)).toBeNull())
})
