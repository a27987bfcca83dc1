'use client'

import { useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { relationID } from '../shared/relationID'
import { getJSON, reasonOf } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

const clientSchema = z.object({ id: z.string(), label: z.string() }).nullable()

const assistantsSchema = z.object({
  docs: z.array(
    z.object({
      client: clientSchema,
      id: z.string(),
      isTaken: z.boolean(),
      name: z.string().nullable(),
    }),
  ),
})
const numbersSchema = z.object({
  docs: z.array(
    z.object({
      assistantID: z.string().nullable(),
      client: clientSchema,
      id: z.string(),
      isTaken: z.boolean(),
      name: z.string().nullable(),
      number: z.string().nullable(),
    }),
  ),
})

export type ListedAssistant = z.infer<typeof assistantsSchema>['docs'][number]
export type ListedNumber = z.infer<typeof numbersSchema>['docs'][number]

/** What an account has to choose from. */
export type Lists = { assistants: ListedAssistant[]; numbers: ListedNumber[] }

/** The three fields of a form share one answer, in milliseconds. */
const SHARED_MS = 30_000

type Loading = { at: number; lists: Promise<Lists> }

const loading = new Map<string, Loading>()

/** `account` null: the form has none, so ids are typed. `lists` null: not there yet, or `problem` says why not. */
export type OfAccount = { account: null | string; lists: Lists | null; problem: null | string }

/** The account of the form, and what it has. */
export const useAccountLists = (): OfAccount => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const account = useFormFields(([fields]) => relationID(fields?.vapiAccount?.value))
  const [found, setFound] = useState<null | OfAccount>(null)
  const base = account === null ? null : apiURL(`/vapi-accounts/${account}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts are not read again in another language
  useEffect(() => {
    if (account === null || base === null) return
    let isCurrent = true
    const known = loading.get(account)
    const isKnown = known && Date.now() - known.at < SHARED_MS
    const load = async (): Promise<Lists> => {
      // One after the other: Vapi answers one request of an account at a time.
      const assistants = await getJSON({
        desk,
        schema: assistantsSchema,
        url: `${base}/assistants`,
      })
      const numbers = await getJSON({ desk, schema: numbersSchema, url: `${base}/numbers` })
      return { assistants: assistants.docs, numbers: numbers.docs }
    }
    const mine = isKnown ? known : { at: Date.now(), lists: load() }
    loading.set(account, mine)
    mine.lists.then(
      (lists) => {
        if (isCurrent) setFound({ account, lists, problem: null })
      },
      (error: unknown) => {
        if (loading.get(account) === mine) loading.delete(account)
        if (isCurrent) setFound({ account, lists: null, problem: reasonOf(error, desk) })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [account, base])
  if (account === null) return { account, lists: null, problem: null }
  return found?.account === account ? found : { account, lists: null, problem: null }
}
