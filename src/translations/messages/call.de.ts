import { call as english } from './call.en'

export const call: Record<keyof typeof english, string> = { ...english }
