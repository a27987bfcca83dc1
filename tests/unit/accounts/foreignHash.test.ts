import { describe, expect, it } from 'vitest'
import { foreignWork, isForeignPassword, parseForeignHash } from '../../../src/accounts/foreignHash'

// Made by Django 3.2 (PBKDF2) and Python's hashlib (scrypt, as Django 4 and later write it).
const HASHES = [
  [
    'pbkdf2_sha256$1000$seasalt$DrdiWD40lyBuydnjvZiDrdQMx1S1mOA9O0QYex0R6ww=',
    'correct horse battery',
  ],
  ['pbkdf2_sha1$1000$rocksalt$c1mBL5E5cfX0GSvdAfXiFqJKFiw=', 'Straße ünd 💇'],
  [
    'scrypt$16384$seasalt$8$1$SeFqIcfVoCQ85h5NbG3EpG8ZJwwKWu1+rKv1XMRmc3UIyHKqDpR7rR98Hm7A1fBSl9U5maL45wsoJFnVK2bpuQ==',
    'correct horse battery',
  ],
  [
    'scrypt$1024$rocksalt$8$5$3rU5NCMxQ55mneBtCXfij/Ex+7QCh5Ai3rS/D7P42i9+hznFDlgrQxVSbF28/tBtrs22MPb+xyNtHBapgGs8BQ==',
    'Straße ünd 💇',
  ],
] as const

const KEY = 'DrdiWD40lyBuydnjvZiDrdQMx1S1mOA9O0QYex0R6ww='

describe('password hashes of Django', () => {
  it.each(HASHES)('%s is checked', async (text, password) => {
    const hash = parseForeignHash(text)
    expect(hash).not.toBeNull()
    if (!hash) return
    expect(await isForeignPassword(password, hash)).toBe(true)
    expect(await isForeignPassword(`${password} `, hash)).toBe(false)
    expect(await isForeignPassword('', hash)).toBe(false)
    expect(foreignWork(hash)).toBeGreaterThan(0)
  })

  it.each([
    ['too many rounds', `pbkdf2_sha256$2000001$salt$${KEY}`],
    ['no rounds', `pbkdf2_sha256$0$salt$${KEY}`],
    ['another digest', `pbkdf2_sha512$1000$salt$${KEY}`],
    ['no salt', `pbkdf2_sha256$1000$$${KEY}`],
    ['no key', 'pbkdf2_sha256$1000$salt$'],
    ['more parts', `pbkdf2_sha256$1000$salt$${KEY}$x`],
    ['a cost that is no power of two', `scrypt$16383$salt$8$1$${KEY}`],
    ['too much memory', `scrypt$131072$salt$8$1$${KEY}`],
    ['too much work', `scrypt$16384$salt$8$64$${KEY}`],
    ['the order of other programs', `scrypt$salt$16384$8$1$${KEY}`],
    ['argon2', 'argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQ$aGFzaA'],
    ['bcrypt', 'bcrypt_sha256$$2b$12$abcdefghijklmnopqrstuv'],
    ['an unusable password', '!aBcDeFg'],
    ['nothing', ''],
    ['a very long text', `pbkdf2_sha256$1000$${'s'.repeat(600)}$${KEY}`],
  ])('%s cannot be checked', (_, text) => {
    expect(parseForeignHash(text)).toBeNull()
  })

  it('the most rounds that are accepted are those of a second', () => {
    const hash = parseForeignHash(`pbkdf2_sha256$2000000$salt$${KEY}`)
    expect(hash && foreignWork(hash)).toBe(2_000_000)
  })
})
