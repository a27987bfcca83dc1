import { type FakeVapi, startFakeVapi } from '../vapi/fakeVapi'
import { createTestDesk, type TestDesk } from './createTestDesk'

/** Under this address the fake's organisations know the desk: Vapi posts to https only. */
export const DESK_ORIGIN = 'https://desk.test'

/** A desk that uses a fake Vapi instead of the real one. */
export type VapiDesk = TestDesk & { vapi: FakeVapi }

/**
 * Opens a desk of its own for a test file, and a fake Vapi that it uses. Webhook URLs on `https://desk.test` reach the
 * desk. One a file, as `createTestDesk`. `stop` fails the test if the desk made a request that it should not make.
 * @param env settings other than the defaults
 * @param now where the fake's clock begins, in ms; by default the time of the machine
 */
export const startVapiDesk = async ({
  env = {},
  now,
}: {
  env?: Record<string, string>
  now?: number
} = {}): Promise<VapiDesk> => {
  const vapi = await startFakeVapi({ now })
  const desk = await createTestDesk({ env: { SERVER_URL: DESK_ORIGIN, ...vapi.env, ...env } })
  vapi.reach(DESK_ORIGIN, desk.url)
  return {
    ...desk,
    stop: async () => {
      await desk.stop()
      await vapi.stop()
    },
    vapi,
  }
}
