import type { VapiAccount } from '../../src/payload-types'
import type { FakeOrg } from '../vapi/fakeOrg'
import { type FakeVapi, startFakeVapi } from '../vapi/fakeVapi'
import { createTestDesk, type TestDesk } from './createTestDesk'

/** Under this address the fake's organisations know the desk: Vapi posts to https only. */
export const DESK_ORIGIN = 'https://desk.test'

/** A desk that uses a fake Vapi instead of the real one. */
export type VapiDesk = TestDesk & {
  /**
   * Makes the desk's account of an organisation, as staff do. The desk learns which organisation a key is of from
   * an assistant or a number: add one first.
   */
  connectAccount: (org: FakeOrg, label?: string) => Promise<VapiAccount>
  vapi: FakeVapi
  /** The URL of a client's webhook, as the fake posts to it. */
  webhookURL: (token: string) => string
}

/** Requests to an account need not wait for the pause after the one before. */
const NO_PAUSES = `
  create function no_pause_of_tests() returns trigger language plpgsql as $$
  begin
    new.free_at := least(new.free_at, clock_timestamp());
    return new;
  end $$;
  create trigger no_pauses before insert or update on vapi_turns
    for each row execute function no_pause_of_tests()`

/**
 * Opens a desk of its own for a test file, and a fake Vapi that it uses. Webhook URLs on `https://desk.test` reach the
 * desk. One a file, as `createTestDesk`. `stop` fails the test if the desk made a request that it should not make.
 * @param env settings other than the defaults
 * @param hasPauses false: the pauses between requests to an account, and after a 429, are left out
 * @param now where the fake's clock begins, in ms; by default the time of the machine
 */
export const startVapiDesk = async ({
  env = {},
  hasPauses = false,
  now,
}: {
  env?: Record<string, string>
  hasPauses?: boolean
  now?: number
} = {}): Promise<VapiDesk> => {
  const vapi = await startFakeVapi({ now })
  const desk = await createTestDesk({ env: { SERVER_URL: DESK_ORIGIN, ...vapi.env, ...env } })
  vapi.reach(DESK_ORIGIN, desk.url)
  if (!hasPauses) await desk.sql.query(NO_PAUSES)
  return {
    ...desk,
    connectAccount: (org, label = `Organisation ${org.id.slice(0, 8)}`) =>
      desk.payload.create({
        collection: 'vapi-accounts',
        data: { key: org.key, label, region: org.region },
        overrideAccess: true,
      }),
    stop: async () => {
      await desk.stop()
      await vapi.stop()
    },
    vapi,
    webhookURL: (token) => `${DESK_ORIGIN}/api/v1/vapi/webhook/${token}/`,
  }
}
