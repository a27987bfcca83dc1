'use client'

import { useState } from 'react'
import type { BulkProgress } from '../shared/bulkAnswer'
import { readNDJSON } from '../shared/ndjson'
import { errorsIn, RequestError, reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { type Candidate, type Row, resultSchema } from './answers'
import { type Choice, existingOf, fateOf } from './useChoice'

/** So many are made by one request. */
const AT_A_TIME = 100

/** A candidate with what came of it. */
export type Done = { candidate: Candidate; row: Row }

type Create = { candidates: readonly Candidate[]; choice: Choice }

/** The zone of the browser: most clients are near their agency. */
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const bodyOf = (candidate: Candidate, choice: Choice) => {
  const { assistant, numbers } = candidate
  return {
    assistantIDs: assistant ? [assistant.id] : [],
    name: choice.nameOf(candidate).trim(),
    phoneNumberID: assistant ? null : (numbers[0]?.id ?? null),
    ...(fateOf(candidate) === 'connect'
      ? { clientID: existingOf(candidate)?.id }
      : { email: choice.emailOf(candidate).trim(), timezone: zone() }),
  }
}

/** Makes clients of what is ticked, and says how far it is. */
export const useCreate = (url: string) => {
  const desk = useDesk()
  const [done, setDone] = useState<readonly Done[] | null>(null)
  const [problem, setProblem] = useState<null | string>(null)
  const [progress, setProgress] = useState<BulkProgress | null>(null)

  /** @throws {RequestError} if not all were done */
  const createSome = async (
    { candidates, choice }: Create,
    onDone: (done: number) => void,
  ): Promise<Done[]> => {
    const response = await send({
      body: { clients: candidates.map((candidate) => bodyOf(candidate, choice)) },
      desk,
      headers: { Accept: 'application/x-ndjson' },
      method: 'POST',
      url,
    })
    for await (const line of response.body ? readNDJSON(response.body) : []) {
      const refused = errorsIn(line)
      if (refused !== null) throw new RequestError(refused)
      const result = resultSchema.safeParse(line).data
      if (result) {
        return result.clients.flatMap((row) => {
          const candidate = candidates[row.index]
          return candidate ? [{ candidate, row }] : []
        })
      }
      if (typeof line === 'object' && line !== null && 'done' in line) onDone(Number(line.done))
    }
    throw new RequestError(desk.t('desk:bulkIncomplete'))
  }

  /** @returns whether all were done */
  const create = async ({ candidates, choice }: Create): Promise<boolean> => {
    const total = candidates.length
    const all: Done[] = []
    setProblem(null)
    setDone(null)
    setProgress({ done: 0, total })
    try {
      for (let start = 0; start < total; start += AT_A_TIME) {
        const some = { candidates: candidates.slice(start, start + AT_A_TIME), choice }
        all.push(
          ...(await createSome(some, (count) => setProgress({ done: start + count, total }))),
        )
      }
      return true
    } catch (error) {
      setProblem(reasonOf(error, desk))
      return false
    } finally {
      if (all.length > 0) setDone(all)
      setProgress(null)
    }
  }

  return { create, done, isRunning: progress !== null, problem, progress }
}
