import type { Payload } from 'payload'
import type { WhyNot } from '../../dialler/createDialler'
import { fetchGuarded } from '../../dialler/fetchGuarded'
import type { AttemptSignals } from '../../outbox/lane'
import { failed, type Outcome } from '../../outbox/outcome'
import { keepRecording, MAX_RECORDING_BYTES } from '../keep/keepRecording'
import { slowly } from '../slowly'
import type { ClaimedCopy } from './queue'

const AUDIO = /^(?:audio\/|application\/octet-stream|binary\/octet-stream|application\/ogg)/i

const WHY: Record<Exclude<WhyNot, 'stopped' | 'timed_out' | 'unreachable'>, string> = {
  bad_url: 'The link to the recording is not one that the desk follows.',
  host_not_allowed: 'The link leads to a host that is not in RECORDING_HOSTS.',
  not_https: 'The link does not begin with https.',
  private_address: 'The link leads to an address that is not on the Internet.',
  redirect: 'The storage answered with another address, which the desk does not follow.',
}

const notFetched = (why: WhyNot): Outcome => {
  switch (why) {
    case 'stopped':
      return { dueAt: new Date(), kind: 'put_off' }
    case 'timed_out':
      return failed('The storage of the recording did not answer in time.')
    case 'unreachable':
      return failed('The storage of the recording cannot be reached.')
    default:
      return { kind: 'refused', problem: WHY[why] }
  }
}

const sized = (headers: Headers): null | number => {
  const length = headers.get('content-length')
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null
}

/** Why an answer is not worth reading; null if it is. */
const whyUnfit = (status: number, headers: Headers): null | Outcome => {
  if (status >= 500 || status === 408 || status === 429) {
    return failed(`The storage of the recording has a problem (HTTP ${status}).`)
  }
  // At the end of a call the file may not be there yet.
  if (status === 404) return failed('The storage does not have the recording (HTTP 404).')
  if (status !== 200) {
    return { kind: 'refused', problem: `The storage refused the link (HTTP ${status}).` }
  }
  const type = headers.get('content-type')
  if (type !== null && type !== '' && !AUDIO.test(type.trim())) {
    return { kind: 'refused', problem: 'What is behind the link is not audio.' }
  }
  return (sized(headers) ?? 0) > MAX_RECORDING_BYTES
    ? { kind: 'refused', problem: 'The recording has more than 250 MB.' }
    : null
}

/** Throws if there are fewer bytes than were announced. */
const whole = async function* (
  body: AsyncIterable<Uint8Array>,
  announced: null | number,
): AsyncIterable<Uint8Array> {
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.byteLength
    yield piece
  }
  if (announced !== null && bytes !== announced) throw new Error('Fewer bytes than announced')
}

type CopyRecording = AttemptSignals & {
  copy: ClaimedCopy
  deadlineMs: number
  /** Hosts that recordings may be fetched from. */
  hosts: readonly string[]
  payload: Payload
}

/**
 * Copies one recording from its link: streamed, at a pace that leaves intake its time. What it says about failures
 * never contains the link.
 */
export const copyRecording = async ({
  copy: { clientID, expiresAt, keeps, link, vapiCallID },
  deadlineMs,
  hosts,
  late,
  payload,
  stop,
}: CopyRecording): Promise<Outcome> => {
  if (!keeps)
    return { kind: 'not_needed', problem: 'The client does not keep recordings any more.' }
  if (expiresAt.getTime() <= Date.now()) {
    return { kind: 'refused', problem: 'The link to the recording has expired.' }
  }
  const signal = AbortSignal.any([late, stop])
  const answer = await fetchGuarded({ deadlineMs, hosts, signal, url: link })
  if (!answer.ok) return notFetched(answer.why)
  try {
    const unfit = whyUnfit(answer.status, answer.headers)
    if (unfit) return unfit
    const kept = await keepRecording({
      clientID,
      contentType: answer.headers.get('content-type'),
      payload,
      signal,
      source: slowly(whole(answer.body, sized(answer.headers)), signal),
      vapiCallID,
    })
    switch (kept.kind) {
      case 'kept':
        return { kind: 'sent', providerID: null }
      case 'no_call':
        return { kind: 'not_needed', problem: kept.problem }
      case 'not_audio':
      case 'too_large':
        return { kind: 'refused', problem: kept.problem }
      case 'full':
        // On a disk without space no other fits either. Below a limit a smaller one may, or one of another client.
        return failed(kept.problem, { isProviderDown: kept.because === 'disk' })
      case 'failed':
        if (stop.aborted) return { dueAt: new Date(), kind: 'put_off' }
        // The cause may name the link.
        return failed('The recording could not be copied whole.')
    }
  } finally {
    answer.abort()
  }
}
