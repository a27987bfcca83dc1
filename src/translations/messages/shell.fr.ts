import { shell as english } from './shell.en'

export const shell: Record<keyof typeof english, string> = { ...english }
