import { describe, expect, it } from 'vitest'
import { letterIcon, logoIcon } from '../../../src/brands/icon'
import { makePNG } from '../../helpers/images'

describe('an icon', () => {
  it('has the first letter of the name, on a colour on which it can be read', () => {
    const icon = letterIcon({ accent: '#ffee00', name: '  “österreich” Anrufe' })
    expect(icon).toContain('>Ö</text>')
    expect(icon).not.toContain('#ffee00')
    expect(icon).toContain('fill="#ffffff"')
  })

  it.each([
    ['', '•'],
    ['<script>', 'S'],
    ['🎉 7 Tage', '7'],
    ['شركة', 'ش'],
  ])('of “%s” shows %s', (name, letter) => {
    expect(letterIcon({ accent: null, name })).toContain(`>${letter}</text>`)
  })

  it('holds the logo itself, and loads nothing', () => {
    const bytes = makePNG()
    const icon = logoIcon({ bytes, type: 'image/png' })
    expect(icon).toContain(`href="data:image/png;base64,${bytes.toString('base64')}"`)
    expect(icon.match(/href="(?!data:)/g)).toBeNull()
  })
})
