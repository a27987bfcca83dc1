import { NextRequest } from 'next/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

beforeEach(() => {
  vi.resetModules()
  vi.stubEnv('NODE_ENV', 'production')
})
afterEach(() => vi.unstubAllEnvs())

const headersOf = async (sent: Record<string, string> = {}) => {
  const { proxy } = await import('../../../src/proxy')
  return proxy(new NextRequest('http://127.0.0.1/admin', { headers: sent })).headers
}

describe('the proxy in front of pages where the desk’s own server is not there', () => {
  it('gives the page and its maker the same policy', async () => {
    const headers = await headersOf()
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self' 'nonce-")
    expect(headers.get('x-middleware-request-content-security-policy')).toBe(policy)
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
