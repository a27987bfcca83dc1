import type { Leaks } from './leaks'
import type { Links } from './links'
import type { Delivery, OrgState, StoredCall } from './org'
import { messageOf } from './report'
import { proofOf } from './senderProof'
import { isRow, type Row, rowOf, textOf, textsOf } from './types'

const DEFAULT_MESSAGES = [
  'conversation-update',
  'end-of-call-report',
  'function-call',
  'hang',
  'speech-update',
  'status-update',
  'tool-calls',
  'transfer-destination-request',
  'handoff-destination-request',
  'user-interrupted',
  'assistant.started',
]

type Chosen = { secret: null | string; server: Row }

const withURL = (server: unknown, secret: null | string): Chosen | undefined =>
  isRow(server) && typeof server.url === 'string' && server.url !== ''
    ? { secret: secret ?? textOf(server.secret), server }
    : undefined

const toolServer = (org: OrgState, call: StoredCall): unknown => {
  const assistant = call.assistantId === null ? undefined : org.assistants.get(call.assistantId)
  const tools = rowOf(assistant?.body.model).tools
  if (!Array.isArray(tools)) return undefined
  return tools.map((tool) => rowOf(tool).server).find((server) => isRow(server))
}

const squadServer = (org: OrgState, call: StoredCall): unknown => {
  const squad = call.squadId === null ? undefined : org.squads.get(call.squadId)
  if (!squad) return undefined
  const members = Array.isArray(squad.body.members) ? squad.body.members.map(rowOf) : []
  const overriding = members
    .map((member) => rowOf(member.assistantOverrides).server)
    .find((server) => isRow(server))
  if (overriding) return overriding
  const all = rowOf(squad.body.membersOverrides).server
  if (isRow(all)) return all
  const first = textOf(members[0]?.assistantId)
  return first === null ? undefined : org.assistants.get(first)?.body.server
}

/** Where a message about a call goes: the tool's, the call's, the assistant's, the number's, the organisation's. */
export const serverOf = (org: OrgState, call: StoredCall, type: string): Chosen | undefined => {
  const assistant = call.assistantId === null ? undefined : org.assistants.get(call.assistantId)
  const number = call.phoneNumberId === null ? undefined : org.numbers.get(call.phoneNumberId)
  return (
    (type === 'tool-calls' ? withURL(toolServer(org, call), null) : undefined) ??
    withURL(rowOf(call.body.assistantOverrides).server, null) ??
    withURL(rowOf(call.body.assistant).server, null) ??
    withURL(assistant?.body.server, assistant?.secret ?? null) ??
    withURL(squadServer(org, call), null) ??
    withURL(number?.body.server, number?.secret ?? null) ??
    withURL(org.server, null)
  )
}

const subscribedTo = (org: OrgState, call: StoredCall): readonly string[] => {
  const assistant = call.assistantId === null ? undefined : org.assistants.get(call.assistantId)
  const lists = [
    rowOf(call.body.assistantOverrides).serverMessages,
    rowOf(call.body.assistant).serverMessages,
    assistant?.body.serverMessages,
  ]
  const set = lists.find((list) => Array.isArray(list))
  return set === undefined ? DEFAULT_MESSAGES : textsOf(set)
}

/** Sends requests where tests have put an origin, such as `https://desk.test` at a port of this machine. */
export type Reach = (url: string) => string

/** Posts a message about a call as its stored configuration says, and notes how that went. */
export const postMessage = async ({
  call,
  leaks,
  links,
  org,
  reach,
  type,
}: {
  call: StoredCall
  leaks: Leaks
  links: Links
  org: OrgState
  reach: Reach
  type: string
}): Promise<Delivery> => {
  const chosen = serverOf(org, call, type)
  const url = chosen ? String(chosen.server.url) : null
  const delivery: Delivery = { attempts: [], callID: call.id, notSent: null, type, url }
  org.deliveries.push(delivery)
  if (org.modes.isLosingReports && type === 'end-of-call-report') delivery.notSent = 'lost'
  else if (!subscribedTo(org, call).includes(type)) delivery.notSent = 'not_subscribed'
  else if (!chosen || url === null) delivery.notSent = 'no_url'
  if (!chosen || url === null || delivery.notSent !== null) return delivery

  const { secret, server } = chosen
  const credential = org.credentials.get(textOf(server.credentialId) ?? '')
  const attempt = async (): Promise<null | number> => {
    const body = JSON.stringify(messageOf({ call, leaks, links, org, type }))
    const headers = Object.entries(rowOf(server.headers)).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ])
    const proof = credential
      ? await proofOf(org, credential, { body, method: 'POST', url })
      : undefined
    const proofHeaders = Object.entries(proof ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ])
    try {
      const response = await fetch(reach(url), {
        body,
        headers: {
          'content-type': 'application/json',
          ...(secret === null ? {} : { 'x-vapi-secret': secret }),
          ...Object.fromEntries(proofHeaders),
          ...Object.fromEntries(headers),
        },
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(Number(server.timeoutSeconds ?? 20) * 1_000),
      })
      await response.arrayBuffer()
      return response.status
    } catch {
      return null
    }
  }

  const plan = rowOf(server.backoffPlan)
  const retries = isRow(server.backoffPlan) ? Number(plan.maxRetries ?? 0) : 0
  const excluded = Array.isArray(plan.excludedStatusCodes) ? plan.excludedStatusCodes : []
  let at = org.clock.now()
  for (let attempts = 0; attempts <= retries; attempts += 1) {
    const status = await attempt()
    delivery.attempts.push({ at, status })
    if (status !== null && ((status >= 200 && status < 300) || excluded.includes(status))) break
    const base = Number(plan.baseDelaySeconds ?? 0) * 1_000
    at += plan.type === 'exponential' ? base * 2 ** attempts : base
  }
  return delivery
}
