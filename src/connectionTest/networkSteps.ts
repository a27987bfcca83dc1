import { isIP, type Socket } from 'node:net'
import { DAY_MS } from '../lib/time/units'
import { proofHeaders } from '../sender/prove'
import type { Sender } from '../sender/settings'
import { testReport } from '../vapi/testReport'
import { hostOf, isLocalURL, isPrivateAddress, type Line, portOf } from './address'
import { findAddresses, openSocket, secure } from './connect'
import { exchange } from './exchange'
import { answerFailure, certificateFailure, connectionFailure, nameFailure } from './failures'
import type { Finding, Found } from './findings'
import { judge } from './verdict'

const EXPIRES_SOON_DAYS = 14

/** What a socket says of its end when the time is over depends on where it stood. */
const reasonOf = (error: unknown, signal: AbortSignal): unknown =>
  signal.aborted ? signal.reason : error

/** What addresses the line's name has. */
export const findName = async (
  { direct, url }: Line,
  signal: AbortSignal,
): Promise<Found<string[]>> => {
  if (direct) return { finding: { code: 'nameSkipped' }, result: [direct.host] }
  const name = hostOf(url)
  try {
    const addresses = isIP(name) === 0 ? await findAddresses(name, signal) : [name]
    const values = { addresses: addresses.join(', '), name }
    if (isLocalURL(url) || addresses.every(isPrivateAddress)) {
      return { finding: { code: 'namePrivate', values }, result: addresses }
    }
    const code = isIP(name) === 0 ? 'nameFound' : 'nameLiteral'
    return { finding: { code, values }, result: addresses }
  } catch (error) {
    return { finding: nameFailure(reasonOf(error, signal), name) }
  }
}

/** A connection to one of them. */
export const open = async (
  { direct, url }: Line,
  hosts: readonly string[],
  signal: AbortSignal,
): Promise<Found<Socket>> => {
  const port = direct?.port ?? portOf(url)
  try {
    const { host, socket } = await openSocket({ hosts, port, signal })
    return {
      finding: { code: 'connectionOpen', values: { host, port } },
      result: socket,
    }
  } catch (error) {
    return { finding: connectionFailure(reasonOf(error, signal), { host: hosts.join(', '), port }) }
  }
}

/** The connection with TLS, where the line has it. */
export const secureLine = async (
  { direct, url }: Line,
  socket: Socket,
  signal: AbortSignal,
): Promise<Found<Socket>> => {
  if (direct) return { finding: { code: 'certificateSkipped' }, result: socket }
  if (url.protocol === 'http:') return { finding: { code: 'certificateNone' }, result: socket }
  const name = hostOf(url)
  try {
    const { socket: secured, until } = await secure(socket, name)
    const days = Math.floor((until.getTime() - Date.now()) / DAY_MS)
    const code = days < EXPIRES_SOON_DAYS ? 'certificateExpiring' : 'certificateValid'
    return { finding: { code, values: { days, name } }, result: secured }
  } catch (error) {
    return { finding: certificateFailure(reasonOf(error, signal), name) }
  }
}

type Posting = {
  callID: string
  line: Line
  sender: null | Sender
  signal: AbortSignal
  socket: Socket
}

/** Posts a made-up report, as the client's right sender. */
export const post = async ({ callID, line, sender, signal, socket }: Posting): Promise<Finding> => {
  const { url } = line
  const now = new Date()
  const body = JSON.stringify(testReport({ callID, now }))
  try {
    const headers = proofHeaders(sender, { body, now, url: url.href })
    return judge(await exchange({ body, headers, signal, socket, url }), url)
  } catch (error) {
    return answerFailure(reasonOf(error, signal))
  }
}
