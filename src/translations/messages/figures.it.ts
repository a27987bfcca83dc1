import { figures as english } from './figures.en'

export const figures: Record<keyof typeof english, string> = { ...english }
