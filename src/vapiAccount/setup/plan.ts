import type { Payload } from 'payload'
import type { JsonObject } from '../../lib/json'
import type { Connection } from '../api/connection'
import { textOf } from '../api/fields'
import { listNumbers, type PhoneNumber } from '../api/numbers'
import { knownCredential, needsCredential } from './credential'
import { desiredMessages, desiredServer, leavesOut } from './desired'
import { fingerprint, headerNames, type Place, readPlace, type Stand } from './place'
import { isShared, placesOf, type SharedPlace } from './placesOf'
import { problemOf, type SetupProblemCode } from './problems'
import { readSetups, type SetupRow } from './rows'
import { connectClient } from './setClient'
import { numberProblem } from './setPlace'
import type { SetupClient } from './targets'
import { readFormerTokens, type Whose, whoseURL } from './whose'

/** What ends when the webhook is set, apart from the old receiver's reports. */
export type Losses = {
  /** Messages that want an answer, which the desk cannot give. */
  answers: string[]
  /** The old receiver's check of who posts: by a credential. */
  credential: boolean
  /** Names of headers that the old receiver got. */
  headers: string[]
  /** A secret that nobody can read, so that it cannot come back. */
  secret: boolean
  /** Tools without a server of their own: their calls went to the old receiver. */
  tools: string[]
}

/** What setting the webhook of one assistant would change. */
export type Plan = {
  assistantID: string
  found: null | Whose['kind']
  /** The assistant only allows named credentials, and the desk's is not among them: it may have to be added there. */
  limitsCredentials: boolean
  losses: Losses | null
  /** Vapi's own text, which is English. */
  message: null | string
  messages: { after: string[]; before: null | string[] }
  name: null | string
  /** The number at which it is set instead, where several clients share the assistant. */
  number: null | string
  /** The addresses of numbers that counted while the assistant had none. */
  numberURLs: { number: string; url: string }[]
  /** The address that stands there, without a password in it. */
  oldURL: null | string
  problem: null | SetupProblemCode
  /** To be sent back by who confirms it. */
  seen: null | string
}

const ANSWERED = [
  'tool-calls',
  'function-call',
  'transfer-destination-request',
  'handoff-destination-request',
]

/** A URL as it is shown: without a user and password. */
export const shownURL = (url: null | string): null | string => {
  if (url === null || !URL.canParse(url)) return url
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  return parsed.toString()
}

const lossesOf = (stand: Stand, whose: Whose): Losses | null =>
  whose.kind === 'other'
    ? {
        answers: (stand.serverMessages ?? []).filter((each) => ANSWERED.includes(each)),
        credential: typeof stand.server?.credentialId === 'string',
        headers: headerNames(stand.server),
        secret: stand.isServerUrlSecretSet,
        tools: stand.toolsWithoutServer,
      }
    : null

const empty = (assistantID: string): Plan => ({
  assistantID,
  found: null,
  limitsCredentials: false,
  losses: null,
  message: null,
  messages: { after: [], before: null },
  name: null,
  number: null,
  numberURLs: [],
  oldURL: null,
  problem: null,
  seen: null,
})

type Around = {
  client: SetupClient
  connection: Connection
  former: ReadonlyMap<string, string> | undefined
  numbers: readonly PhoneNumber[]
  payload: Payload
  rows: readonly SetupRow[]
}

/** The credential that would be written; null: none is needed, or it would have to be made. */
const credentialOf = (
  { client, payload, rows }: Pick<Around, 'client' | 'payload' | 'rows'>,
  stand: null | Stand,
): null | string =>
  knownCredential({
    decrypt: (text) => payload.decrypt(text),
    given: null,
    present: textOf(stand?.server?.credentialId),
    rows,
    sender: client.sender,
  })?.id ?? null

/**
 * What the owner of a number's own server has to return there, because the desk writes nothing at such a number: its
 * server answers each call. Without the webhook's address, which is as good as a password.
 */
export type OwnServer = {
  /** The client verifies its sender, and the desk knows no credential at Vapi for that. */
  lacksCredential: boolean
  number: string
  server: JsonObject
  serverMessages: string[]
}

const ownServerOf = (around: Around): null | OwnServer => {
  const { client, numbers } = around
  const found = numbers.find(({ id }) => id === client.phoneNumberID)
  const asked = found?.assistantID ?? found?.squadID ?? found?.workflowID ?? null
  if (!found || asked !== null) return null
  const credentialID = credentialOf(around, null)
  const { url: _, ...server } = desiredServer({ credentialID, sender: client.sender, url: '' })
  return {
    lacksCredential: needsCredential(client.sender) && credentialID === null,
    number: found.number ?? found.name ?? found.id,
    server,
    serverMessages: desiredMessages(null),
  }
}

const planOf = async (place: Place | SharedPlace, around: Around): Promise<Plan> => {
  const { client, connection, former, numbers, payload } = around
  const { assistantID } = place
  const none = empty(assistantID)
  if (isShared(place)) return { ...none, problem: place.problem }
  const read = await readPlace(connection, place)
  if (!read.ok) {
    const { code, message } = problemOf(read.problem)
    return { ...none, message, problem: code }
  }
  const stand = read.value
  const whose = whoseURL(stand.serverURL, {
    former,
    secret: payload.secret,
    tokenIndex: client.tokenIndex,
  })
  return {
    ...none,
    found: whose.kind,
    limitsCredentials:
      needsCredential(client.sender) &&
      leavesOut(
        stand.credentialIDs,
        credentialOf(around, whose.kind === 'ours' || whose.kind === 'former' ? stand : null),
      ),
    losses: lossesOf(stand, whose),
    messages: {
      after: stand.number === null ? desiredMessages(stand.serverMessages) : [],
      before: stand.serverMessages,
    },
    name: stand.name,
    number: stand.number?.label ?? null,
    numberURLs:
      whose.kind === 'nothing' && stand.number === null
        ? numbers.flatMap(({ assistantID: of, name, number, serverURL }) => {
            const url = shownURL(serverURL)
            return of === assistantID && url !== null ? [{ number: number ?? name ?? '', url }] : []
          })
        : [],
    oldURL: shownURL(stand.serverURL),
    problem: numberProblem(stand, place)?.code ?? null,
    seen: fingerprint(stand, payload.secret),
  }
}

/**
 * Asks Vapi what setting the webhook of a client's assistants would change. It writes nothing.
 * @returns a problem of all of them, or one plan for each assistant, and what to return for a number that asks a
 * server of its own
 */
export const readPlan = async (
  payload: Payload,
  clientID: string,
  signal: AbortSignal,
): Promise<{ ownServer: null | OwnServer; plans: Plan[] } | { problem: SetupProblemCode }> => {
  const connected = await connectClient(payload, clientID, {
    forPerson: true,
    mayBeNumberAlone: true,
    signal,
  })
  if ('problem' in connected) return { problem: connected.problem.code }
  const { client, connection } = connected
  const numbers = await listNumbers(connection)
  if (!numbers.ok) return { problem: problemOf(numbers.problem).code }
  const former = (await readFormerTokens(payload.db.pool, [clientID])).get(clientID)
  const rows = await readSetups(payload.db.pool, { clientIDs: [clientID] })
  const around = { client, connection, former, numbers: numbers.value, payload, rows }
  const plans: Plan[] = []
  for (const place of placesOf(client)) plans.push(await planOf(place, around))
  return { ownServer: ownServerOf(around), plans }
}
