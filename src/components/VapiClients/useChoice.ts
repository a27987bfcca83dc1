'use client'

import { useState } from 'react'
import type { Candidate } from './answers'

type Typed = Readonly<Record<string, string>>

/** What a candidate can become: nothing if somebody has it, and an existing client if one was recognised. */
export type Fate = 'connect' | 'create' | 'taken'

/** The client whom a candidate would be connected to; undefined: it would be a new one. */
export const existingOf = ({ clients }: Candidate): Candidate['clients'][number] | undefined =>
  clients.length === 1 ? clients[0] : undefined

export const fateOf = (candidate: Candidate): Fate => {
  if (candidate.clients.length === 0) return 'create'
  return existingOf(candidate)?.isLinked === false ? 'connect' : 'taken'
}

/** The name that a client would get: its assistant's. */
export const nameOf = ({ assistant, key, numbers }: Candidate): string =>
  assistant?.name?.trim() || numbers[0]?.name?.trim() || numbers[0]?.number || key

/** Which candidates are ticked, and what was typed for them. */
export const useChoice = () => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [names, setNames] = useState<Typed>({})
  const [emails, setEmails] = useState<Typed>({})
  return {
    clear: () => setTicked(new Set()),
    emailOf: ({ key }: Candidate): string => emails[key] ?? '',
    isTicked: ({ key }: Candidate): boolean => ticked.has(key),
    nameOf: (candidate: Candidate): string => names[candidate.key] ?? nameOf(candidate),
    setEmail: ({ key }: Candidate, email: string) => setEmails({ ...emails, [key]: email }),
    setName: ({ key }: Candidate, name: string) => setNames({ ...names, [key]: name }),
    tick: (candidates: readonly Candidate[], isOn: boolean) => {
      const next = new Set(ticked)
      for (const { key } of candidates) {
        if (isOn) next.add(key)
        else next.delete(key)
      }
      setTicked(next)
    },
  }
}

export type Choice = ReturnType<typeof useChoice>
