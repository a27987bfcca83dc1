'use client'

import { useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useFetched } from '../shared/useFetched'
import { isActive, type Run, stateSchema } from './answers'

const POLL_MS = 2_000

type Asking = { active: boolean; version: number }

/** The run over these calls: how far it is, starting and stopping it. */
export const useRun = (url: string) => {
  const desk = useDesk()
  const [{ active, version }, setAsking] = useState<Asking>({ active: true, version: 0 })
  const [problem, setProblem] = useState<null | string>(null)
  const [mine, setMine] = useState<null | string>(null)
  const fetched = useFetched(url, stateSchema, {
    version,
    ...(active ? { refreshMs: POLL_MS } : {}),
  })
  const run: null | Run = fetched?.value?.run ?? null
  const otherIsRunning = fetched?.value?.otherIsRunning ?? false
  const goesOn = isActive(run) || otherIsRunning
  // Once nothing runs, nothing has to be asked.
  if (fetched?.value && active !== goesOn) setAsking({ active: goesOn, version })
  if (isActive(run) && run.id !== mine) setMine(run.id)

  const post = async (path: '' | '/stop'): Promise<boolean> => {
    setProblem(null)
    try {
      const response = await send({ body: {}, desk, method: 'POST', url: `${url}${path}` })
      const answer = stateSchema.parse(await response.json())
      if (path === '') setMine(answer.run?.id ?? null)
      return true
    } catch (error) {
      setProblem(reasonOf(error, desk))
      return false
    } finally {
      setAsking((before) => ({ active: before.active, version: before.version + 1 }))
    }
  }

  return {
    /** Whether this page has started the latest run, or has seen it at work. */
    isMine: run !== null && run.id === mine,
    otherIsRunning,
    problem: problem ?? fetched?.problem ?? null,
    run,
    /** Returns whether it has begun. */
    start: () => post(''),
    stop: () => void post('/stop'),
  }
}
