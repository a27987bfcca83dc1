import { createServer } from 'node:http'
import { listen } from '../../src/server/http/listen'
import { stopServer } from '../../src/server/http/stopServer'
import { answer, type World } from './answer'
import { MONITOR_ORIGIN } from './callRow'
import { type Clock, createClock } from './clock'
import { createFakeOrg, type FakeOrg } from './fakeOrg'
import { createLeaks, type Leaks } from './leaks'
import { createLinks, type Links } from './links'
import { createOrg, type OrgState } from './org'
import { serve } from './serve'
import { createStorage, type StorageLog, type StorageModes } from './storage'
import type { LoggedRequest, Region } from './types'

/**
 * A Vapi for tests: API of two regions, a storage of recordings, organisations with their state, and a clock that a
 * test moves. A `stop` fails the test if a request was made that the desk should not make.
 */
export type FakeVapi = {
  /** Adds an organisation. Nothing but its key tells it apart. */
  addOrg: (org?: {
    id?: string
    key?: string
    region?: Region
    /** Null: calls are kept for ever. 14 by default. */
    retentionDays?: null | number
  }) => FakeOrg
  /** Such as `http://127.0.0.1:41234`: the API of the United States. */
  apiURL: string
  clock: Clock
  /** Settings of a desk that uses it. */
  env: Record<string, string>
  euURL: string
  /** Forgets requests that a test made wrong on purpose. */
  forgive: () => void
  /** Secrets, links and control URLs that nobody may see outside the desk's memory. */
  leaks: Leaks
  /** A link to a call's recording, as a report has it, good for 30 minutes of the clock. */
  link: (org: FakeOrg, callID: string) => string
  /** Where posts to an origin go, such as `https://desk.test` to a port of this machine. */
  reach: (origin: string, target: string) => void
  /** Requests to the API, in their order. */
  requests: LoggedRequest[]
  /** @throws if a request was made that the desk should not make, saying which */
  stop: () => Promise<void>
  storage: StorageLog & { modes: StorageModes }
  storageURL: string
  /** Requests that the desk should not have made, and what is wrong with each. */
  unexpected: string[]
}

const host = '127.0.0.1'

/**
 * Starts one on ports of its own.
 * @param now where its clock begins, in ms since 1970; by default the time of the machine. It moves by `clock.move` only
 */
export const startFakeVapi = async ({ now }: { now?: number } = {}): Promise<FakeVapi> => {
  const clock = createClock(now)
  const leaks = createLeaks()
  leaks.keep(new URL(MONITOR_ORIGIN).host)
  const orgs = new Map<string, OrgState>()
  const requests: LoggedRequest[] = []
  const unexpected: string[] = []
  const targets = new Map<string, string>()
  const storageModes: StorageModes = { contentType: null, fault: null, saysLength: true }

  let links: Links | undefined
  const readLinks = (): Links => {
    if (!links) throw new Error('The storage has not started')
    return links
  }
  const storage = createStorage({ clock, links: readLinks, modes: storageModes, orgs })
  const trap = createServer((incoming, outgoing) => {
    unexpected.push(`${incoming.method} ${incoming.url} went where a redirection led`)
    outgoing.writeHead(200).end('caught')
  })
  const [storagePort, trapPort] = await Promise.all([
    listen({ host, port: 0, server: storage.server }),
    listen({ host, port: 0, server: trap }),
  ])
  const storageURL = `http://${host}:${storagePort}`
  links = createLinks({ clock, leaks, origin: storageURL })
  const world: World = { leaks, links, orgs, trapURL: `http://${host}:${trapPort}` }

  const regionServer = (region: Region) =>
    serve((asked) => {
      const receivedAt = performance.now()
      const answered = answer(asked, { ...world, region })
      if (answered.unexpected !== null) unexpected.push(answered.unexpected)
      requests.push({
        at: clock.now(),
        body: asked.body,
        method: asked.method,
        orgID: answered.org?.id ?? null,
        path: asked.path,
        query: asked.query.toString(),
        receivedAt,
        region,
        status: answered.reply.status,
      })
      return answered.reply
    })
  const [us, eu] = [regionServer('us'), regionServer('eu')]
  const [usPort, euPort] = await Promise.all([
    listen({ host, port: 0, server: us }),
    listen({ host, port: 0, server: eu }),
  ])
  const [apiURL, euURL] = [`http://${host}:${usPort}`, `http://${host}:${euPort}`]

  const reach = (url: string): string => {
    const { origin, pathname, search } = new URL(url)
    return `${targets.get(origin) ?? origin}${pathname}${search}`
  }

  return {
    addOrg: (given = {}) => {
      const org = createOrg({ clock, ...given })
      leaks.keep(org.key)
      orgs.set(org.id, org)
      return createFakeOrg({ leaks, links: readLinks(), org, reach })
    },
    apiURL,
    clock,
    env: { RECORDING_HOSTS: storageURL, VAPI_EU_URL: euURL, VAPI_US_URL: apiURL },
    euURL,
    forgive: () => {
      unexpected.length = 0
      storage.log.authorized = 0
    },
    leaks,
    link: (org, callID) => readLinks().make({ callID, kind: 'mono', orgID: org.id }),
    reach: (origin, target) => {
      targets.set(new URL(origin).origin, target)
    },
    requests,
    stop: async () => {
      const servers = [us, eu, storage.server, trap]
      await Promise.all(servers.map((server) => stopServer({ milliseconds: 100, server })))
      const { authorized } = storage.log
      if (authorized > 0) unexpected.push(`${authorized} requests to the storage had Authorization`)
      if (unexpected.length > 0) {
        throw new Error(`The desk should not have made these requests:\n${unexpected.join('\n')}`)
      }
    },
    storage: Object.assign(storage.log, { modes: storageModes }),
    storageURL,
    unexpected,
  }
}
