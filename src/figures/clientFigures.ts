import type { Payload } from 'payload'
import { z } from 'zod'
import { readInTime } from '../database/connection/readInTime'
import { type BusyHours, readBusyHours } from './busyHours'
import { type CallFigures, readCallFigures } from './callFigures'
import { type LabelledOutcomes, labelledOutcomes } from './labelledOutcomes'
import { readOutcomes } from './outcomes'
import { type QuietFigures, readQuietClients } from './quietClients'

const clientSchema = z.array(z.object({ timezone: z.string().nullable() }))

/** The figures of one client's calls in the last 30 days, in its time zone. */
export type ClientFigures = {
  calls: CallFigures
  hours: BusyHours
  outcomes: LabelledOutcomes
  /** Why the client has gone quiet; null if it has not. */
  quiet: null | Pick<QuietFigures['clients'][number], 'expected' | 'lastAt' | 'reason'>
}

type ReadClient = { id: string; payload: Payload }

/**
 * Reads a client's figures, one after the other: the page is not urgent enough to use several connections.
 * @returns null when there is no such user
 */
export const readClientFigures = async ({
  id,
  payload,
}: ReadClient): Promise<ClientFigures | null> => {
  const { pool } = payload.db
  const rows = await readInTime(pool, (read) =>
    read({ text: 'select timezone::text from users where id = $1::uuid', values: [id] }),
  )
  const [client] = clientSchema.parse(rows)
  if (!client) return null
  const { timezone } = client
  const calls = await readCallFigures({ pool, timezone, clientID: id })
  const outcomes = await labelledOutcomes(
    payload,
    await readOutcomes({ pool, timezone, clientID: id }),
  )
  const hours = await readBusyHours({ pool, clientID: id })
  // Whether a silence is unusual depends on other clients.
  const { clients } = await readQuietClients({ pool })
  const quiet = clients.find((each) => each.id === id)
  return {
    calls,
    hours,
    outcomes,
    quiet: quiet ? { expected: quiet.expected, lastAt: quiet.lastAt, reason: quiet.reason } : null,
  }
}
