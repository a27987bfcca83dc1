import { describe, expect, it } from 'vitest'
import { isWithin, readNetworks, sourceOf } from '../../../src/sender/networks'

describe('a list of networks', () => {
  it('holds addresses, blocks and presets, however they are separated', () => {
    expect(readNetworks(' 10.0.0.1, 2001:DB8::/32\nvapi;192.0.2.0/24 ')).toEqual({
      networks: ['10.0.0.1', '2001:db8::/32', '167.150.224.0/23', '192.0.2.0/24'],
      wrong: [],
    })
    expect(readNetworks('')).toEqual({ networks: [], wrong: [] })
  })

  it.each([
    '10.0.0',
    '10.0.0.0/33',
    '::/129',
    'everything',
    '10.0.0.0/8/8',
    '1.2.3.4/',
    'fe80::1%eth0',
  ])('does not understand %s', (word) =>
    expect(readNetworks(word)).toEqual({ networks: [], wrong: [word] }),
  )

  it.each([
    ['167.150.224.0', true],
    ['167.150.225.255', true],
    ['::ffff:167.150.225.7', true],
    ['167.150.226.0', false],
    ['2001:db8:1::1', true],
    ['2001:db9::1', false],
    ['', false],
    ['nonsense', false],
    [null, false],
  ])('knows whether %s is within', (address, expected) => {
    expect(isWithin(address, readNetworks('vapi 2001:db8::/32').networks)).toBe(expected)
  })
})

describe('the source of a request', () => {
  const trusted = ['10.0.0.0/8', '::1']
  it.each([
    ['the peer, when it is not trusted', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['what a trusted peer saw', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['never what the sender wrote', '10.0.0.1', '167.150.224.1, 203.0.113.9', '203.0.113.9'],
    ['behind a chain of trusted hops', '10.0.0.1', '203.0.113.9, 10.2.2.2,10.3.3.3', '203.0.113.9'],
    ['the last hop, when all are trusted', '10.0.0.1', '10.5.5.5', '10.5.5.5'],
    ['a trusted peer that says nothing', '10.0.0.1', null, '10.0.0.1'],
    ['with a port', '10.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['in brackets', '::1', '[2001:db8::7]:443', '2001:db8::7'],
    ['a mapped address', '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['nobody, when a trusted hop says nonsense', '10.0.0.1', '203.0.113.9, unknown', null],
    ['nobody without a peer', null, '203.0.113.9', null],
  ])('is %s', (_, peer, forwardedFor, expected) => {
    expect(sourceOf({ forwardedFor, peer, trusted })).toBe(expected)
  })
})
