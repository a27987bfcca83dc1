import { calls as english } from './calls.en'

export const calls: Record<keyof typeof english, string> = { ...english }
