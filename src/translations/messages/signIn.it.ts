import { signIn as english } from './signIn.en'

export const signIn: Record<keyof typeof english, string> = { ...english }
