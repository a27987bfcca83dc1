import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'

let desk: TestDesk

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}/api${path}`, { headers })

beforeAll(async () => {
  desk = await createTestDesk()
})

afterAll(() => desk.stop())

describe('The page of the API', () => {
  it('is there for everybody, and consists of files from here', async () => {
    const response = await get('/docs')
    const html = await response.text()
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const files = [...html.matchAll(/(?:href|src|data-document)="(?!data:)([^"]+)"/g)].map(
      ([, url]) => url,
    )
    expect(files).toHaveLength(6)
    expect(html).toContain('<link rel="icon" href="data:image/svg+xml,')
    for (const file of files) {
      expect(file).toMatch(/^\/api\//)
      const { headers, status } = await fetch(`${desk.url}${file}`)
      expect([file, status, headers.get('cache-control')]).toEqual([
        file,
        200,
        expect.stringMatching(/^public, max-age=/),
      ])
    }
  })

  it('may run and load nothing of anybody else', async () => {
    for (const path of ['/docs', '/docs/swagger-ui-bundle.js', '/docs/styles.css']) {
      const { headers } = await get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).not.toMatch(/unsafe|http|\*/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('gives out no other file', async () => {
    const paths = [
      'package.json',
      'swagger-ui.js',
      '..%2f..%2fpackage.json',
      '%2e%2e%2fpackage.json',
      'constructor',
      '__proto__',
      'start.js%00',
    ]
    for (const path of paths)
      expect([path, (await get(`/docs/${path}`)).status]).toEqual([path, 404])
  })

  it('travels packed to whoever unpacks it', async () => {
    const plain = await get('/docs/swagger-ui.css', { 'accept-encoding': 'identity' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.headers.get('vary')).toMatch(/accept-encoding/i)
    const css = await plain.text()
    const packed = await get('/docs/swagger-ui.css', { 'accept-encoding': 'gzip' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(css.length / 4)
    expect(await packed.text()).toBe(css)
  })
})
