'use client'

import { useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useFetched } from '../shared/useFetched'
import { isActive, stateSchema } from './answers'

const POLL_MS = 2_000

/** Days by client, as the fields have them: calls before these are not theirs. */
export type Dates = Readonly<Record<string, string>>

type Asked = { dryRun: boolean; from: string; froms: Dates }

/** The start of a day where the reader is. */
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString()

/** The import of past calls from an account: how far it is, starting and stopping it. */
export const useHistoryRun = ({ clientID, url }: { clientID: string | undefined; url: string }) => {
  const desk = useDesk()
  const [{ active, version }, setAsking] = useState({ active: true, version: 0 })
  const [problem, setProblem] = useState<null | string>(null)
  const [isSending, setSending] = useState(false)
  const fetched = useFetched(
    clientID === undefined ? url : `${url}?client=${clientID}`,
    stateSchema,
    { version, ...(active ? { refreshMs: POLL_MS } : {}) },
  )
  const state = fetched?.value ?? null
  const run = state?.run ?? null
  const otherIsRunning = state?.otherIsRunning ?? false
  const goesOn = otherIsRunning || (run !== null && isActive(run))
  // Once nothing runs, nothing has to be asked.
  if (state && active !== goesOn) setAsking({ active: goesOn, version })

  const post = async (path: '' | '/stop', body: object): Promise<void> => {
    setProblem(null)
    setSending(true)
    const whose = clientID === undefined ? {} : { clientID }
    try {
      await send({ body: { ...body, ...whose }, desk, method: 'POST', url: `${url}${path}` })
    } catch (error) {
      setProblem(reasonOf(error, desk))
    } finally {
      setSending(false)
      setAsking((before) => ({ active: before.active, version: before.version + 1 }))
    }
  }

  return {
    isLocked: isSending || goesOn || state === null,
    otherIsRunning,
    problem: problem ?? fetched?.problem ?? null,
    retentionDays: state?.retentionDays ?? null,
    run,
    start: ({ dryRun, from, froms }: Asked) =>
      void post('', {
        dryRun,
        froms: Object.fromEntries(
          Object.entries(froms)
            .filter(([, day]) => day !== '')
            .map(([id, day]) => [id, startOf(day)]),
        ),
        ...(from === '' ? {} : { from: startOf(from) }),
      }),
    stop: () => void post('/stop', {}),
  }
}
