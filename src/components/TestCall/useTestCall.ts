'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { STEPS } from '../../connectionTest/findings'
import { readNDJSON } from '../shared/ndjson'
import { errorsIn, reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

const stepSchema = z.object({
  message: z.string(),
  ms: z.number(),
  state: z.enum(['failed', 'ok', 'skipped', 'warning']),
  step: z.enum(STEPS),
})
const resultSchema = z.object({
  callID: z.string().nullable(),
  callSummary: z.string().nullable(),
  ms: z.number(),
  passed: z.boolean(),
})
const removedSchema = z.object({ calls: z.number(), deliveries: z.number() })

/** A finished step. */
export type ShownStep = z.infer<typeof stepSchema>

/** The result of the whole test. */
export type ShownResult = z.infer<typeof resultSchema>

type Test = { problem: null | string; result: null | ShownResult; steps: readonly ShownStep[] }

/**
 * Runs the connection test of a client, with each step as it finishes, and removes the test call.
 * @param onChange called when a test call was stored or removed
 */
export const useTestCall = (id: number | string | undefined, onChange?: () => void) => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const [doing, setDoing] = useState<'removing' | 'testing' | null>(null)
  const [test, setTest] = useState<null | Test>(null)

  const run = async (): Promise<void> => {
    const steps: ShownStep[] = []
    let result: null | ShownResult = null
    let problem: null | string = null
    const show = () => setTest({ problem, result, steps: [...steps] })
    setDoing('testing')
    show()
    try {
      const response = await send({
        body: { id },
        desk,
        headers: { Accept: 'application/x-ndjson' },
        method: 'POST',
        url: apiURL('/users/test-call'),
      })
      for await (const line of response.body ? readNDJSON(response.body) : []) {
        const step = stepSchema.safeParse(line).data
        if (step) steps.push(step)
        else result = resultSchema.safeParse(line).data ?? null
        problem = errorsIn(line)
        show()
      }
      if (!result && !problem) problem = desk.t('desk:testIncomplete')
    } catch (error) {
      problem = reasonOf(error, desk)
    }
    show()
    setDoing(null)
    if (result !== null) onChange?.()
  }

  const remove = async (callID: string): Promise<void> => {
    setDoing('removing')
    try {
      const response = await send({
        body: { callID, id },
        desk,
        method: 'POST',
        url: apiURL('/users/remove-test-call'),
      })
      const { calls } = removedSchema.parse(await response.json())
      setTest(null)
      onChange?.()
      toast.success(desk.t(calls > 0 ? 'desk:testRemoved' : 'desk:testNothingToRemove'))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
    setDoing(null)
  }

  return { doing, remove, run, test }
}
