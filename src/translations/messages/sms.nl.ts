import { sms as english } from './sms.en'

export const sms: Record<keyof typeof english, string> = { ...english }
