import { print } from '../print'
import type { API } from './api'
import { backdateStatuses } from './backdateStatuses'
import { type DemoClient, demoClients } from './clients'
import { findUser, makeClient, makeStaff, setUpClients } from './people'
import { postCalls } from './postCalls'

/**
 * Creates the demo's data through the same endpoints that people and Vapi use. Data from an earlier
 * start is left as it is.
 * @returns the webhook token of each client that has one
 */
export const seed = async ({
  api,
  password,
}: {
  api: API
  password: string
}): Promise<ReadonlyMap<DemoClient, string>> => {
  const ids = new Map<DemoClient, string>()
  for (const client of demoClients) ids.set(client, await makeClient({ api, client, password }))
  await makeStaff({ api, password })
  await setUpClients({ api, ids })
  await backdateStatuses(demoClients)

  const tokens = new Map<DemoClient, string>()
  let posted = 0
  for (const [client, id] of ids) {
    const user = await findUser({ api, email: client.email })
    if (!user?.vapiWebhookToken) continue
    tokens.set(client, user.vapiWebhookToken)
    posted += await postCalls({ api, client, id, token: user.vapiWebhookToken })
  }
  if (posted > 0) print(`Posted ${posted} sample calls to the clients’ webhooks.`)
  return tokens
}
