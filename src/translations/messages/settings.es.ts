import { settings as english } from './settings.en'

export const settings: Record<keyof typeof english, string> = { ...english }
