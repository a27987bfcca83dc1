'use client'

import { useField } from '@payloadcms/ui'
import type { Lists } from './lists'

const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''

/** Fills a client's other fields from what was chosen, where they are empty: an assistant brings its number. */
export const useFill = (lists: Lists) => {
  const assistant = useField<string>({ path: 'vapiAssistantId' })
  const numberID = useField<string>({ path: 'vapiPhoneNumberId' })
  const number = useField<string>({ path: 'vapiPhoneNumber' })

  const fillNumber = (id: string) => {
    const chosen = lists.numbers.find((each) => each.id === id)
    const isCallable = chosen?.number?.startsWith('+')
    if (chosen?.number && isCallable && isBlank(number.value)) number.setValue(chosen.number)
  }
  return {
    /** An assistant was chosen. Of several numbers none is taken. */
    fromAssistant: (id: string) => {
      const [only, ...others] = lists.numbers.filter(({ assistantID }) => assistantID === id)
      if (!only || others.length > 0 || !isBlank(numberID.value)) return
      numberID.setValue(only.id)
      fillNumber(only.id)
    },
    /** A number was chosen. */
    fromNumber: (id: string) => {
      fillNumber(id)
      const chosen = lists.numbers.find((each) => each.id === id)
      if (chosen?.assistantID && isBlank(assistant.value)) assistant.setValue(chosen.assistantID)
    },
  }
}
