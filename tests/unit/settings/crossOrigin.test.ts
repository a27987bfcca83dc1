import { describe, expect, it } from 'vitest'
import { crossOrigin } from '../../../src/settings/crossOrigin'
import { readSettings } from '../../../src/settings/settings'

const of = (CORS_ORIGINS?: string, SERVER_URL?: string) =>
  crossOrigin(readSettings({ CORS_ORIGINS, SERVER_URL }))

describe('CORS_ORIGINS', () => {
  it('left out, lets no other origin in', () => {
    expect([of(), of(' '), of(' , ')]).toEqual([{}, {}, {}])
  })

  it('names origins, which may use cookies where the desk knows its own', () => {
    const origins = ['https://portal.example', 'http://localhost:4321']
    const cors = { headers: ['If-None-Match'], origins }
    expect(of(origins.join(' , '))).toEqual({ cors })
    expect(of(origins.join(), 'https://desk.example')).toEqual({ cors, csrf: origins })
  })

  it('may be any, which may never use cookies', () => {
    const any = { cors: { headers: ['If-None-Match'], origins: '*' } }
    expect([of('*'), of(' * ', 'https://desk.example')]).toEqual([any, any])
  })

  it.each([
    'portal.example',
    'https://portal.example/',
    'https://Portal.example',
    'https://portal.example/path',
    'https://*.example',
    'ftp://portal.example',
    'https://a.example, *',
    'null',
  ])('must name whole origins: not %s', (value) => {
    expect(() => of(value)).toThrow(/^Wrong settings: CORS_ORIGINS must be/)
  })
})
