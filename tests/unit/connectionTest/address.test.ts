import { describe, expect, it } from 'vitest'
import {
  hostOf,
  isLocalURL,
  isPrivateAddress,
  portOf,
  targetOf,
} from '../../../src/connectionTest/address'

const asked = {
  api: '/api',
  origin: 'https://evil.example',
  own: { host: '127.0.0.1', port: 3000 },
  serverURL: 'https://desk.example',
  token: 'a-token-of-some-client-1',
}
const PATH = '/api/v1/vapi/webhook/a-token-of-some-client-1/'

describe('where a test posts to', () => {
  it('is SERVER_URL, whatever the request says', () => {
    expect(targetOf(asked)).toEqual({ direct: null, url: new URL(`https://desk.example${PATH}`) })
    const below = targetOf({ ...asked, serverURL: 'https://desk.example/base/' })
    expect(below?.url.href).toBe(`https://desk.example/base${PATH}`)
  })

  it('without it is the desk’s own socket, never the host that the request names', () => {
    const target = targetOf({ ...asked, serverURL: '' })
    expect(target?.direct).toEqual(asked.own)
    expect(target?.url.href).toBe(`https://evil.example${PATH}`)
  })

  it('is nowhere when neither is known', () => {
    expect(targetOf({ ...asked, own: undefined, serverURL: '' })).toBe(null)
    expect(targetOf({ ...asked, origin: undefined, serverURL: '' })).toBe(null)
    expect(targetOf({ ...asked, origin: 'no origin', serverURL: '' })).toBe(null)
  })
})

describe('what Vapi cannot reach', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.10',
    '0.0.0.0',
    '::1',
    '::',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
  ])('is %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'is not %s',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false)
    },
  )

  it.each([
    ['http://localhost:3000', true],
    ['https://desk.localhost', true],
    ['https://desk.local', true],
    ['https://[::1]:3000', true],
    ['https://192.168.1.5', true],
    ['https://desk.example', false],
    ['https://localhost.example.com', false],
    ['https://8.8.8.8', false],
  ])('%s: %s', (url, isLocal) => {
    expect(isLocalURL(new URL(url))).toBe(isLocal)
  })
})

it('an IPv6 host loses its brackets, and a port that is not named is the usual one', () => {
  expect(hostOf(new URL('https://[2606:4700::1111]/'))).toBe('2606:4700::1111')
  expect(portOf(new URL('https://desk.example'))).toBe(443)
  expect(portOf(new URL('http://desk.example'))).toBe(80)
  expect(portOf(new URL('https://desk.example:8443'))).toBe(8443)
})
