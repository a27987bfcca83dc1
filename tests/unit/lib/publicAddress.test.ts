import { describe, expect, it } from 'vitest'
import { isLocalURL } from '../../../src/connectionTest/address'
import { whyUnreachable } from '../../../src/lib/publicAddress'

describe('whyUnreachable', () => {
  it.each([
    ['https://desk.example', null],
    ['https://desk.example:8443/', null],
    ['https://8.8.8.8', null],
    ['https://172.32.0.1', null],
    ['https://[2606:4700::1111]', null],
    ['http://desk.example', 'plain'],
    ['http://8.8.8.8:3000', 'plain'],
    ['http://localhost:3000', 'local'],
    ['https://desk.localhost', 'local'],
    ['https://desk', 'local'],
    ['https://desk.local', 'local'],
    ['https://nas.home.arpa', 'local'],
    ['http://127.0.0.1:3000', 'local'],
    ['https://10.1.2.3', 'local'],
    ['https://172.31.255.255', 'local'],
    ['https://192.168.1.10', 'local'],
    ['https://100.100.0.1', 'local'],
    ['https://169.254.169.254', 'local'],
    ['https://224.0.0.1', 'local'],
    ['https://2130706433', 'local'],
    ['https://[::1]', 'local'],
    ['https://[fd00::1]', 'local'],
    ['https://[fe80::1]', 'local'],
    ['https://[2001:db8::1]', 'local'],
    ['', null],
    ['not a URL', null],
  ])('%s: %s', (url, why) => {
    expect(whyUnreachable(url)).toBe(why)
  })

  it('calls every address local that the connection test calls local', () => {
    const parts = [0, 1, 9, 10, 11, 64, 100, 126, 127, 128, 168, 169, 172, 192, 198, 203, 224, 255]
    for (const first of parts) {
      for (const second of [0, 2, 16, 18, 31, 32, 51, 63, 64, 127, 128, 168, 254]) {
        for (const third of [0, 2, 100, 113]) {
          const url = `https://${first}.${second}.${third}.7/`
          expect(whyUnreachable(url) === 'local', url).toBe(isLocalURL(new URL(url)))
        }
      }
    }
  })
})
