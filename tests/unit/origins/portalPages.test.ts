import { describe, expect, it } from 'vitest'
import { isSameKey } from '../../../src/origins/formKey'
import { isPortalPage, isSecretAddress, portalHeaders } from '../../../src/origins/portalPages'
import { nonceOf } from '../../../src/origins/scriptPolicy'

const ROUTES = { admin: '/admin', api: '/api' }

const headersFor = (path: string, sent: Record<string, string> = {}) =>
  portalHeaders({ headers: new Headers(sent), path, target: `${path}?q=ada` })

describe('a page of the portal', () => {
  it('is all that is not the admin’s, nor the API’s, nor a file', () => {
    const pages = ['/', '/calls', '/calls/1', '/sign-in', '/elsewhere', '/administer', '/apis']
    expect(pages.filter((path) => !isPortalPage(path, ROUTES))).toEqual([])
    const others = [
      '/admin',
      '/admin/login',
      '/api',
      '/api/users',
      '/_next/static/x.js',
      '/manifest.webmanifest',
      '/favicon.ico',
    ]
    expect(others.filter((path) => isPortalPage(path, ROUTES))).toEqual([])
  })

  it('has a policy of its own with a nonce that only this page has', () => {
    const [one, other] = [headersFor('/calls'), headersFor('/calls')]
    const policy = one.response['content-security-policy'] ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[\w+/=]{24}'; style-src/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(one.request['content-security-policy']).toBe(policy)
    expect(nonceOf(policy)).not.toBe(nonceOf(other.response['content-security-policy'] ?? ''))
    expect(one.request['desk-path']).toBe('/calls?q=ada')
  })

  it('is kept by nobody, listed nowhere, and named to no other site', () => {
    expect(headersFor('/calls').response).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-robots-tag': 'noindex, nofollow',
    })
  })

  it('names itself to nobody where its address is a secret', () => {
    const secret = ['/password/abc', '/sign-in/abc', '/sign-in/codes', '/unsubscribe/a.b']
    const open = [
      '/password',
      '/sign-in',
      '/sign-in/code',
      '/sign-in/code/',
      '/unsubscribe',
      '/x/y',
    ]
    expect(secret.filter((path) => !isSecretAddress(path))).toEqual([])
    expect(open.filter(isSecretAddress)).toEqual([])
    expect(headersFor('/password/abc').response['referrer-policy']).toBe('no-referrer')
  })

  it('is compressed only where no other site can have opened it with words of its own', () => {
    const cookie = 'payload-token=x'
    const mayCompress = (sent: Record<string, string>) =>
      headersFor('/calls', sent).response['cache-control'] === 'no-store'
    expect(mayCompress({})).toBe(true)
    expect(mayCompress({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(mayCompress({ cookie, 'sec-fetch-site': 'none' })).toBe(true)
    for (const site of ['cross-site', 'same-site']) {
      expect(mayCompress({ cookie, 'sec-fetch-site': site })).toBe(false)
    }
    expect(mayCompress({ cookie })).toBe(false)
  })
})

describe('the key of a form', () => {
  it('is given where the address is a secret and the browser does not say where from', () => {
    const { request, response } = headersFor('/password/abc')
    const key = request['desk-form-key']
    expect(key).toMatch(/^[\w-]{22}$/)
    expect(response['set-cookie']).toMatch(
      new RegExp(`^desk-form-key=${key}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Lax$`),
    )
    expect(headersFor('/password/abc', { 'sec-fetch-site': 'none' }).response['set-cookie']).toBe(
      undefined,
    )
    expect(headersFor('/calls').request['desk-form-key']).toBeNull()
  })

  it('stays the same for a browser that has one', () => {
    const cookie = 'a=b; desk-form-key=AAAAAAAAAAAAAAAAAAAAAA; c=d'
    const { request, response } = headersFor('/unsubscribe/a.b', { cookie })
    expect(request['desk-form-key']).toBe('AAAAAAAAAAAAAAAAAAAAAA')
    expect(response['set-cookie']).toBeUndefined()
    const odd = headersFor('/unsubscribe/a.b', { cookie: 'desk-form-key=x' })
    expect(odd.request['desk-form-key']).toMatch(/^[\w-]{22}$/)
  })

  it('counts only if form and cookie have the same', () => {
    const [one, other] = ['A'.repeat(22), 'B'.repeat(22)]
    expect(isSameKey(one, one)).toBe(true)
    for (const [posted, cookie] of [
      [one, other],
      [one, undefined],
      ['', ''],
      [undefined, undefined],
      ['x', 'x'],
    ]) {
      expect(isSameKey(posted, cookie)).toBe(false)
    }
  })
})
