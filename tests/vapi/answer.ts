import type { Leaks } from './leaks'
import type { Links } from './links'
import type { Fault } from './modes'
import type { OrgState } from './org'
import { overLimit } from './rateLimit'
import { badGateway, blockedByNetwork, refuse, WRONG_KEY } from './replies'
import { analytics } from './routes/analytics'
import { getAssistant, listAssistants, patchAssistant } from './routes/assistants'
import { getCall, listCalls } from './routes/calls'
import { credentials } from './routes/credentials'
import { getNumber, listNumberPages, listNumbers, patchNumber } from './routes/numbers'
import { ARTIFACTS, getArtifact } from './routes/recordings'
import { getSquad, listSquads } from './routes/squads'
import { requestProblems } from './specification'
import type { Asked, Region, Reply } from './types'

/** User agents that libraries send by themselves. The network in front of Vapi refuses them. */
const LIBRARIES = /^(?:node|undici|node-fetch|axios)\b/i

const faults: Record<Fault, () => Reply> = {
  blocked: blockedByNetwork,
  error500: () => refuse(500, 'Internal server error'),
  half: () => ({ instead: 'half', status: 200 }),
  hang: () => ({ instead: 'hang', status: 200 }),
  html502: badGateway,
  reset: () => ({ instead: 'reset', status: 200 }),
}

export type World = {
  leaks: Leaks
  links: Links
  orgs: ReadonlyMap<string, OrgState>
  trapURL: string
}

/** The reply, of which organisation, and why the request should not have been made; null: fine. */
export type Answered = { org: null | OrgState; reply: Reply; unexpected: null | string }

const readRoute = (org: OrgState, asked: Asked, id: string | undefined, world: World) => {
  const { links } = world
  const of: Record<string, () => Reply> = {
    '/assistant': () => (id === undefined ? listAssistants(org, asked) : getAssistant(org, id)),
    '/call': () => (id === undefined ? listCalls(org, asked, links) : getCall(org, id, links)),
    '/phone-number': () => (id === undefined ? listNumbers(org, asked) : getNumber(org, id)),
    '/squad': () => (id === undefined ? listSquads(org, asked) : getSquad(org, id)),
  }
  return of
}

const route = (org: OrgState, asked: Asked, world: World): null | Reply => {
  const { method, path } = asked
  if (path === '/v2/phone-number') return method === 'GET' ? listNumberPages(org, asked) : null
  if (path === '/analytics') return method === 'POST' ? analytics(org, asked) : null
  const [, first, id, last, ...rest] = path.split('/')
  if (first === undefined || rest.length > 0 || id === '') return null
  if (last !== undefined) {
    if (first !== 'call' || id === undefined || method !== 'GET' || !ARTIFACTS.includes(last)) {
      return null
    }
    return getArtifact({ callID: id, kind: last, links: world.links, org, trapURL: world.trapURL })
  }
  if (first === 'credential') return credentials(org, id, asked, world.leaks)
  if (method === 'GET') return readRoute(org, asked, id, world)[`/${first}`]?.() ?? null
  if (method !== 'PATCH' || id === undefined) return null
  if (first === 'assistant') return patchAssistant(org, id, asked)
  return first === 'phone-number' ? patchNumber(org, id, asked) : null
}

const authenticate = (
  { headers }: Asked,
  { orgs, region }: { orgs: World['orgs']; region: Region },
): OrgState | Reply => {
  const given = headers.authorization
  if (given === undefined || given === '') return refuse(401, 'Missing Authorization Header.')
  const key = /^Bearer (.+)$/.exec(given)?.[1]
  const org = [...orgs.values()].find((each) => each.key === key && each.region === region)
  return !org || org.modes.isKeyRevoked ? refuse(401, WRONG_KEY) : org
}

const turnedAway = (org: OrgState, asked: Asked): null | Reply => {
  const { modes } = org
  if (modes.isUnpaid) return refuse(402, 'Your account is out of credit.')
  if (modes.isForbidden) return refuse(403, 'Forbidden resource')
  const fault = modes.fault?.(asked)
  if (fault !== undefined) return typeof fault === 'string' ? faults[fault]() : fault
  return overLimit(org)
}

/** What is wrong with the request itself: an unknown parameter or property, or what the specification says. */
const complaint = (asked: Asked, { body }: Reply): null | string => {
  const { method, path } = asked
  const message: unknown = Reflect.get(Object(body), 'message')
  const texts = Array.isArray(message) ? message.map(String) : []
  const wrong = texts.filter((text) => text.includes('should not exist'))
  if (wrong.length > 0) return `${method} ${path}: ${wrong.join('; ')}`
  return requestProblems(asked)[0] ?? null
}

/** Answers a request to the API of a region. */
export const answer = (asked: Asked, world: World & { region: Region }): Answered => {
  const { method, path } = asked
  const agent = asked.headers['user-agent'] ?? ''
  if (agent === '' || LIBRARIES.test(agent)) {
    return {
      org: null,
      reply: blockedByNetwork(),
      unexpected: `${method} ${path} has the user agent “${agent}”`,
    }
  }
  const org = authenticate(asked, world)
  if ('status' in org) return { org: null, reply: org, unexpected: null }
  const away = turnedAway(org, asked)
  if (away) return { org, reply: away, unexpected: null }
  const reply = route(org, asked, world)
  if (reply) return { org, reply, unexpected: complaint(asked, reply) }
  return {
    org,
    reply: refuse(404, `Cannot ${method} ${path}`),
    unexpected: `${method} ${path} is no request that the desk should make`,
  }
}
