import { NextRequest } from 'next/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('NODE_ENV', 'production')
})
afterEach(() => vi.unstubAllEnvs())

const headersOf = async (sent: Record<string, string> = {}, path = '/admin') => {
  const { proxy } = await import('../../../src/proxy')
  return proxy(new NextRequest(`http://127.0.0.1${path}`, { headers: sent })).headers
}

describe('the proxy in front of pages where the desk’s own server is not there', () => {
  it('gives the page and its maker the same policy', async () => {
    const headers = await headersOf()
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self' 'nonce-")
    expect(headers.get('x-middleware-request-content-security-policy')).toBe(policy)
  })

  it('gives pages of the portal the headers that the desk’s own server gives them', async () => {
    const evil = { 'desk-form-key': 'A'.repeat(22), 'desk-path': '/evil' }
    const headers = await headersOf(evil, '/calls?q=1')
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(headers.get('x-middleware-request-content-security-policy')).toBe(policy)
    expect(headers.get('x-middleware-request-desk-path')).toBe('/calls?q=1')
    expect(headers.get('x-middleware-request-desk-form-key')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    const secret = await headersOf({}, '/password/abc')
    expect(secret.get('referrer-policy')).toBe('no-referrer')
  })

  it('tells browsers to come by https where SERVER_URL says so, and nowhere else', async () => {
    expect((await headersOf()).get('strict-transport-security')).toBeNull()
    vi.resetModules()
    vi.stubEnv('SERVER_URL', 'https://desk.example')
    expect((await headersOf()).get('strict-transport-security')).toBe('max-age=31536000')
  })

  it('leaves pages in development alone', async () => {
    vi.stubEnv('NODE_ENV', 'development')
    expect((await headersOf()).get('content-security-policy')).toBeNull()
  })
})
