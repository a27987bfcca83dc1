import { describe, expect, it } from 'vitest'
import { crossOrigin } from '../../../src/settings/crossOrigin'
import { readSettings } from '../../../src/settings/settings'

const of = (CORS_ORIGINS?: string) => crossOrigin(readSettings({ CORS_ORIGINS }))

describe('CORS_ORIGINS', () => {
  it('left out, lets no other origin in', () => {
    expect([of(), of(' '), of(' , ')]).toEqual([{}, {}, {}])
  })

  it('names origins, or any', () => {
    const origins = ['https://portal.example', 'http://localhost:4321']
    expect(of(origins.join(' , '))).toEqual({ cors: { headers: ['If-None-Match'], origins } })
    const any = { cors: { headers: ['If-None-Match'], origins: '*' } }
    expect([of('*'), of(' * ')]).toEqual([any, any])
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
