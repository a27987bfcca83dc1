import type { Payload } from 'payload'
import { rememberedAssistants, rememberedNumbers } from '../accounts/rememberedLists'
import type { Answer } from '../api/answer'
import type { ListedAssistant, ListedNumber } from './candidates'

/** What an account has at Vapi. */
export type Lists = { assistants: readonly ListedAssistant[]; numbers: readonly ListedNumber[] }

type Asked = {
  accountID: string
  /** Asks Vapi, also if the lists are known. */
  isFresh?: boolean
  payload: Payload
}

/** An account's assistants and numbers, as they were within a minute. @returns null: there is no usable connection */
export const listsOf = async (asked: Asked): Promise<Answer<Lists> | null> => {
  const assistants = await rememberedAssistants(asked)
  if (!assistants?.ok) return assistants
  const numbers = await rememberedNumbers(asked)
  if (!numbers?.ok) return numbers
  return { ok: true, value: { assistants: assistants.value, numbers: numbers.value } }
}
