import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeSuperuser } from '../../helpers/people'
import { isDone, SIGN_INS, send, WRITES } from './doors'

let desk: TestDesk
let boss: User
let cookie: { cookie: string }

beforeAll(async () => {
  desk = await createTestDesk({ env: { TRUSTED_PROXIES: '127.0.0.0/8, ::1' } })
  boss = await makeSuperuser(desk.payload)
  const { authorization } = await desk.login(boss)
  cookie = { cookie: `payload-token=${authorization?.replace('JWT ', '')}` }
})

afterAll(() => desk.stop())

/** Passed on by a proxy that the desk trusts, which was asked for another host. */
const PASSED_ON = { host: 'inner:8080', 'x-forwarded-host': 'desk.example, outer.example' }

describe('behind a proxy that is trusted, and without SERVER_URL', () => {
  it.each(Object.entries({ ...WRITES, ...SIGN_INS }))(
    'the host that the proxy was asked for counts: %s',
    async (_, door) => {
      const outcome = async (origin: string) => {
        const sent = door(boss)
        const headers = { ...cookie, ...PASSED_ON, origin, ...sent.headers }
        return isDone(await send(desk, { ...sent, headers }))
      }
      expect(await outcome('https://desk.example')).toBe(true)
      expect(await outcome('https://outer.example')).toBe(false)
      expect(await outcome('https://evil.example')).toBe(false)
    },
  )
})
