import { describe, expect, it } from 'vitest'
import { isForeign, type Origins } from '../../../src/origins/isForeign'

const DESK = 'desk.example'
const UNSET: Origins = { allowed: [], own: null }
const SET: Origins = { allowed: ['https://portal.example'], own: 'https://desk.example' }
const PLAIN: Origins = { allowed: [], own: 'http://desk.lan:3000' }

type Case = {
  host?: string
  isWrite?: boolean
  mode?: string
  origin?: string
  origins?: Origins
  site?: string
}

const judge = ({ host = DESK, isWrite = true, mode, origin, origins = UNSET, site }: Case) => {
  const headers = new Headers()
  if (mode) headers.set('sec-fetch-mode', mode)
  if (origin) headers.set('origin', origin)
  if (site) headers.set('sec-fetch-site', site)
  return isForeign({ headers, hosts: [host], isWrite }, origins)
}

const OWN: Record<string, Case> = {
  'a page of the desk, as the browser says': {
    origin: 'https://desk.example',
    site: 'same-origin',
  },
  'a page of the desk whose origin is hidden': { origin: 'null', site: 'same-origin' },
  'a page of the desk, at an address that is not SERVER_URL': {
    host: '127.0.0.1:3000',
    origin: 'http://127.0.0.1:3000',
    origins: SET,
    site: 'same-origin',
  },
  'an address that was typed': { isWrite: false, mode: 'navigate', site: 'none' },
  'a link on another site': { isWrite: false, mode: 'navigate', site: 'cross-site' },
  'a link on a sibling site': { isWrite: false, mode: 'navigate', site: 'same-site' },
  'what is no browser': {},
  'a page over plain http': { host: 'desk.lan:3000', origin: 'http://desk.lan:3000' },
  'a page over plain http, which is SERVER_URL': {
    host: 'inner:8080',
    origin: 'http://desk.lan:3000',
    origins: PLAIN,
  },
  'a visit over plain http, which is SERVER_URL': { isWrite: false, origins: PLAIN },
  'an old browser': { origin: 'https://desk.example' },
  'an old browser, and a host with the port that https implies': {
    host: 'desk.example:443',
    origin: 'https://desk.example',
  },
  'a host in capitals': { host: 'Desk.Example', origin: 'https://desk.example' },
  'an allowed origin': {
    origin: 'https://portal.example',
    origins: SET,
    site: 'cross-site',
  },
  'the own origin behind a proxy that changes the host': {
    host: 'inner:8080',
    origin: 'https://desk.example',
    origins: SET,
  },
}

const FOREIGN: Record<string, Case> = {
  'another site': { origin: 'https://evil.example', site: 'cross-site' },
  'a sibling site': { origin: 'https://shop.desk.example', site: 'same-site' },
  'a sibling site that hides its origin': { origin: 'null', site: 'same-site' },
  'a sibling site, with a form that names no origin': { mode: 'navigate', site: 'same-site' },
  'a picture on a sibling site': { isWrite: false, mode: 'no-cors', site: 'same-site' },
  'a frame that loads by script from another site': {
    isWrite: false,
    mode: 'cors',
    origin: 'https://evil.example',
    site: 'cross-site',
  },
  'the same host on another port': { host: 'desk.lan:3000', origin: 'http://desk.lan:4000' },
  'the same host on another port, as the browser says': {
    host: 'desk.lan:3000',
    origin: 'http://desk.lan:4000',
    site: 'same-site',
  },
  'the own host in plain http, where SERVER_URL is https': {
    origin: 'http://desk.example',
    origins: SET,
  },
  'an old browser on another site': { origin: 'https://evil.example' },
  'an origin that is none': { origin: 'null' },
  'a host that begins like ours': { origin: 'https://desk.example.evil.example' },
  'another site, said to be typed': { origin: 'https://evil.example', site: 'none' },
  'an allowed host in plain http, where the allowed origin is https': {
    host: 'portal.example',
    origin: 'http://portal.example',
    origins: SET,
  },
  'an allowed origin with more behind it': {
    origin: 'https://portal.example.evil.example',
    origins: SET,
  },
  'an origin that is allowed nowhere': { origin: 'https://portal.example', site: 'cross-site' },
  'a word that no browser sends': { origin: 'https://desk.example', site: 'Same-Origin-ish' },
}

describe('a request', () => {
  it.each(Object.entries(OWN))('of %s may use the cookie', (_, each) => {
    expect(judge(each)).toBe(false)
  })

  it.each(Object.entries(FOREIGN))('of %s may not', (_, each) => {
    expect(judge(each)).toBe(true)
  })

  it('may use the cookie by either host that a trusted proxy tells', () => {
    const headers = new Headers({ origin: 'https://desk.example' })
    const asked = { headers, isWrite: true }
    expect(isForeign({ ...asked, hosts: ['inner:8080', 'desk.example'] }, UNSET)).toBe(false)
    expect(isForeign({ ...asked, hosts: ['inner:8080'] }, UNSET)).toBe(true)
    expect(isForeign({ ...asked, hosts: [] }, UNSET)).toBe(true)
    expect(isForeign({ ...asked, hosts: ['not a host', '['] }, UNSET)).toBe(true)
  })
})
