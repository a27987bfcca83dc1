import type { Payload } from 'payload'
import { z } from 'zod'
import { recordingHosts } from '../../dialler/allowedHosts'
import { fetchGuarded } from '../../dialler/fetchGuarded'
import { MINUTE_MS } from '../../lib/time/units'
import { refusal } from '../../refusals/refusals'
import { settings } from '../../settings/settings'
import { connectionOf } from '../../vapiAccount/accounts/connect'
import type { Connection } from '../../vapiAccount/api/connection'
import { recordingOf } from '../../vapiAccount/api/recordings'
import type { Playing } from './answer'
import { passedRange } from './byteRange'
import { isTheirs } from './isTheirs'
import { forgetLink, linkFor, rememberLink } from './links'
import { refusalOf } from './problems'
import { takeAsking } from './streams'

/** How long somebody waits for the first byte. */
const ASKING_MS = 20_000
/** Longer than a recording takes to send; whoever listens more slowly asks for the rest by itself. */
const SENDING_MS = 15 * MINUTE_MS

type Call = {
  accountID: string
  attributedTo: null | string
  clientID: string
  vapiCallID: string
}

type Play = {
  call: Call
  payload: Payload
  range: null | string
  signal: AbortSignal
  userID: string
}

type Sent = {
  body: AsyncIterable<Uint8Array>
  get: (name: string) => null | string
  status: number
}

/** All calls at Vapi have one of these. */
const idSchema = z.guid()

const CONTENT_RANGE = /^bytes \d+-\d+\/(?:\d+|\*)$/
const AUDIO = /^audio\/[\w.+-]{1,40}$/

/**
 * What Vapi sends of a recording, as far as it can be true of one.
 * @throws {Refusal} if it is a part that does not say which
 */
const playingOf = ({ body, get, status }: Sent): Playing => {
  const [length, range, type = ''] = [
    get('content-length'),
    get('content-range'),
    get('content-type')?.split(';', 1)[0]?.trim().toLowerCase(),
  ]
  const isPart = status === 206 && range !== null && CONTENT_RANGE.test(range)
  if (status === 206 && !isPart) throw refusal('RECORDING_NOT_FETCHED')
  return {
    body,
    headers: {
      'Content-Type': AUDIO.test(type) ? type : 'audio/wav',
      ...(length !== null && /^\d{1,15}$/.test(length) && { 'Content-Length': length }),
      ...(isPart && { 'Content-Range': range }),
    },
    status: isPart ? 206 : 200,
  }
}

type Tried =
  | { kind: 'expired' }
  | { kind: 'no_such_range'; bytes: number }
  | { kind: 'sent'; sent: Playing }

const tryLink = async (
  url: string,
  range: string | undefined,
  signal: AbortSignal,
): Promise<Tried> => {
  const answer = await fetchGuarded({
    deadlineMs: SENDING_MS,
    // Nothing else of ours: the storage refuses two kinds of credentials, and the key is not its business.
    ...(range !== undefined && { headers: { range } }),
    hosts: recordingHosts(settings().RECORDING_HOSTS),
    signal,
    url,
  })
  if (!answer.ok) throw refusal('RECORDING_NOT_FETCHED')
  const { abort, body, headers, status } = answer
  if (status === 200 || status === 206) {
    return { kind: 'sent', sent: playingOf({ body, get: (name) => headers.get(name), status }) }
  }
  abort()
  if (status === 416) {
    const [, bytes = '0'] = /\/(\d{1,15})$/.exec(headers.get('content-range') ?? '') ?? []
    return { bytes: Number(bytes), kind: 'no_such_range' }
  }
  if (status === 400 || status === 403) return { kind: 'expired' }
  throw refusal(status === 404 ? 'RECORDING_NONE' : 'RECORDING_NOT_FETCHED')
}

/** Asks Vapi where the recording is, or gets it from there. */
const resolve = async (
  connection: Connection,
  { range, vapiCallID }: { range: string | undefined; vapiCallID: string },
): Promise<Playing | string> => {
  const asked = await recordingOf(connection, vapiCallID, range === undefined ? {} : { range })
  if (!asked.ok) throw refusalOf(asked.problem)
  const { value } = asked
  if (value.kind === 'link') return value.location.href
  const { body, headers, status } = value
  return playingOf({ body, get: (name) => headers[name] ?? null, status })
}

const fromVapi = async ({
  call,
  payload,
  range: header,
  signal,
  userID,
}: Play): Promise<number | Playing> => {
  // Whoever posts chooses it. In a path it could look like an attack, for which Vapi's CDN would shut out the account.
  if (!idSchema.safeParse(call.vapiCallID).success) throw refusal('RECORDING_NONE')
  const range = passedRange(header)
  const key = `${userID} ${call.accountID} ${call.clientID} ${call.vapiCallID}`
  const known = linkFor(key)
  if (known !== undefined) {
    const tried = await tryLink(known, range, signal)
    if (tried.kind === 'sent') return tried.sent
    if (tried.kind === 'no_such_range') return tried.bytes
    forgetLink(key)
  }
  const connection = await connectionOf(payload, call.accountID, { signal })
  if (!connection) throw refusal('RECORDING_DISCONNECTED')
  if (!(await isTheirs(payload, connection, call))) throw refusal('RECORDING_NOT_THEIRS')
  const resolved = await resolve(connection, { range, vapiCallID: call.vapiCallID })
  if (typeof resolved !== 'string') return resolved
  const tried = await tryLink(resolved, range, signal)
  // A new link that is refused: Vapi has moved some older recordings to where nobody gets them from.
  if (tried.kind === 'expired') throw refusal('RECORDING_ARCHIVED')
  rememberLink(key, resolved)
  return tried.kind === 'sent' ? tried.sent : tried.bytes
}

/**
 * Plays a recording that the desk did not keep, from Vapi, at this moment.
 * @returns what to send; a number: there is no such range, and the recording has so many bytes
 * @throws {Refusal} with the reason, if it cannot be played
 */
export const playFromVapi = async (play: Play): Promise<number | Playing> => {
  const giveBack = takeAsking('vapi')
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ASKING_MS).unref()
  try {
    return await fromVapi({ ...play, signal: AbortSignal.any([play.signal, late.signal]) })
  } finally {
    // From here on, the reader decides how long it takes.
    clearTimeout(timer)
    giveBack()
  }
}
