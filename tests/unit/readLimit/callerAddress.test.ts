import { describe, expect, it } from 'vitest'
import { addressKey, proxyInFront } from '../../../src/readLimit/callerAddress'

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({
  rawHeaders: Object.entries(headers).flat(),
  socket: { remoteAddress },
})

const PROXY = ['10.0.0.1', '10.9.0.0/16']

describe('whom a request without a login is counted by', () => {
  it.each([
    ['an address by itself', from('203.0.113.9'), [], '203.0.113.9'],
    ['an IPv4 address in the form of IPv6', from('::ffff:203.0.113.9'), [], '203.0.113.9'],
    ['an IPv6 address by its /64', from('2001:db8:1:2:3:4:5:6'), [], '2001:db8:1:2::/64'],
    ['a short IPv6 address', from('2001:0DB8::7'), [], '2001:db8:0:0::/64'],
    ['an IPv6 address with a zone', from('fe80::1:2%eth0'), [], 'fe80:0:0:0::/64'],
    [
      'whom a trusted proxy passes on',
      from('10.0.0.1', { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9' }),
      PROXY,
      '203.0.113.9',
    ],
    [
      'whom several trusted proxies pass on',
      from('10.0.0.1', { 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.9.1.1' }),
      PROXY,
      '203.0.113.9',
    ],
    [
      'a stranger of the Internet who goes past the trusted proxy',
      from('203.0.113.9', { 'x-forwarded-for': '198.51.100.1' }),
      PROXY,
      '203.0.113.9',
    ],
  ])('counts %s', (_, connection, trusted, key) => {
    expect(addressKey(connection, trusted)).toBe(key)
  })

  it.each([
    ['no proxy is trusted', from('203.0.113.9', { 'x-forwarded-for': '198.51.100.1' }), []],
    ['another name for it', from('127.0.0.1', { Forwarded: 'for=198.51.100.1' }), []],
    ['only the scheme is forwarded', from('127.0.0.1', { 'x-forwarded-proto': 'https' }), []],
    [
      'a proxy next door is not the one that is trusted',
      from('10.0.0.2', { 'x-forwarded-for': '198.51.100.1' }),
      PROXY,
    ],
    ['the trusted proxy says nothing', from('10.0.0.1'), PROXY],
    ['the trusted proxy says no address', from('10.0.0.1', { 'x-forwarded-for': 'me' }), PROXY],
    ['nobody knows who is connected', from(undefined), []],
  ])('counts nobody by an address when %s', (_, connection, trusted) => {
    expect(addressKey(connection, trusted)).toBeNull()
  })
})

describe('a proxy in front that is not trusted', () => {
  it('is known by the headers it passes on', () => {
    expect(proxyInFront(from('10.0.0.2', { 'x-forwarded-host': 'desk.example' }), [])).toBe(
      '10.0.0.2',
    )
  })

  it.each([
    ['nobody passes anything on', from('10.0.0.2'), []],
    ['it is trusted', from('10.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), PROXY],
    ['a stranger only says so', from('203.0.113.9', { 'x-forwarded-for': '1.2.3.4' }), PROXY],
  ])('is none when %s', (_, connection, trusted) => {
    expect(proxyInFront(connection, trusted)).toBeNull()
  })
})
