'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import type { z } from 'zod'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useFetched } from '../shared/useFetched'
import { useURLs } from '../shared/useURLs'
import { type Outcomes, outcomesSchema, type View, viewSchema } from './answers'
import { problemText } from './problemText'

type Doing = 'disconnecting' | 'looking' | 'setting' | null

/** What the desk knows of a client's webhook at Vapi, and what can be done about it. */
export const useSetup = (clientID: string) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const url = apiURL(`/users/${clientID}/vapi-setup`)
  const [version, setVersion] = useState(0)
  const [doing, setDoing] = useState<Doing>(null)
  const [planned, setPlanned] = useState<null | Pick<View, 'ownServer' | 'plans'>>(null)
  const plans = planned?.plans ?? null
  const [needsCredential, setNeedsCredential] = useState(false)
  const fetched = useFetched(url, viewSchema, { version })

  const attempt = async (what: Doing, work: () => Promise<void>): Promise<void> => {
    setDoing(what)
    try {
      await work()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setDoing(null)
    }
  }
  const post = async (path: string, body: object): Promise<Outcomes> => {
    const response = await send({ body, desk, method: 'POST', url: `${url}${path}` })
    const answer: z.infer<typeof outcomesSchema> = outcomesSchema.parse(await response.json())
    setVersion((known) => known + 1)
    return answer.assistants
  }
  const tell = (outcomes: Outcomes, done: string): boolean => {
    const wrong = outcomes.flatMap(({ problem }) => (problem ? [problem] : []))
    for (const problem of wrong) toast.error(problemText(problem, { t }))
    if (wrong.length === 0) toast.success(done)
    return wrong.length === 0
  }

  const look = () =>
    attempt('looking', async () => {
      const response = await send({ desk, method: 'GET', url: `${url}?plan=true` })
      setPlanned(viewSchema.parse(await response.json()))
    })
  const set = (credentialID: string) =>
    attempt('setting', async () => {
      const assistants = (plans ?? []).flatMap(({ assistantID: id, problem, seen }) =>
        seen === null || problem !== null ? [] : [{ id, seen }],
      )
      const outcomes = await post('', {
        assistants,
        ...(credentialID.trim() === '' ? {} : { credentialID: credentialID.trim() }),
      })
      setNeedsCredential(outcomes.some(({ problem }) => problem?.code === 'credential_by_hand'))
      if (tell(outcomes, t('desk:vapiSetupDone'))) setPlanned(null)
    })
  const disconnect = () =>
    attempt('disconnecting', async () => {
      const outcomes = await post('/disconnect', {})
      const isLost = outcomes.some(({ isSecretLost }) => isSecretLost)
      const isMoved = outcomes.some(({ kind }) => kind === 'moved')
      const done = isMoved ? t('desk:vapiSetupMoved') : t('desk:vapiSetupPutBack')
      tell(outcomes, isLost ? `${done} ${t('desk:vapiSetupSecretLost')}` : done)
      setPlanned(null)
    })

  return {
    cancel: () => setPlanned(null),
    disconnect,
    doing,
    fetched,
    look,
    needsCredential,
    ownServer: planned?.ownServer ?? null,
    plans,
    set,
  }
}
