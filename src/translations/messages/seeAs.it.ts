import { seeAs as english } from './seeAs.en'

export const seeAs: Record<keyof typeof english, string> = { ...english }
