import { isIP, type Socket } from 'node:net'
import { DAY_MS } from '../lib/time/units'
import { proofHeaders } from '../sender/prove'
import type { Sender } from '../sender/settings'
import { testReport } from '../vapi/testReport'
import { hostOf, isLocalURL, isPrivateAddress, portOf, type Target } from './address'
import { findAddresses, openSocket, secure } from './connect'
import { exchange } from './exchange'
import { answerFailure, certificateFailure, connectionFailure, nameFailure } from './failures'
import type { Finding, Found } from './findings'
import { judge } from './verdict'

const EXPIRES_SOON_DAYS = 14

/** After a time-out, the error of a socket depends on its state, so the signal's reason is used instead. */
const reasonOf = (error: unknown, signal: AbortSignal): unknown =>
  signal.aborted ? signal.reason : error

/** Looks up the addresses of the target's host name. */
export const findName = async (
  { direct, url }: Target,
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

/** Opens a connection to one of the addresses. */
export const open = async (
  { direct, url }: Target,
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

/** Secures the connection with TLS, if the target uses it. */
export const secureConnection = async (
  { direct, url }: Target,
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
  target: Target
  sender: null | Sender
  signal: AbortSignal
  socket: Socket
}

/** Posts a made-up report, with the proof of identity that the client requires of its sender. */
export const post = async ({
  callID,
  target,
  sender,
  signal,
  socket,
}: Posting): Promise<Finding> => {
  const { url } = target
  const now = new Date()
  const body = JSON.stringify(testReport({ callID, now }))
  try {
    const headers = proofHeaders(sender, { body, now, url: url.href })
    return judge(await exchange({ body, headers, signal, socket, url }), url)
  } catch (error) {
    return answerFailure(reasonOf(error, signal))
  }
}
