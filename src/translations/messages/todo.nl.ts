import { todo as english } from './todo.en'

export const todo: Record<keyof typeof english, string> = { ...english }
