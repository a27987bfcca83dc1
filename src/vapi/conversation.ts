import { z } from 'zod'
import type { JsonValue } from './json'
import { readInstant } from './time'

/** One turn a person would read. `at` is seconds from the start of the call, to a tenth. */
export type Turn = { role: 'assistant' | 'user' | 'tool'; text: string; at: number | null }

const text = z.string().optional().catch(undefined)

const toolCall = z
  .object({
    name: text,
    function: z.object({ name: text }).optional().catch(undefined),
  })
  .catch({})

// Vapi's own form has `message` and `toolCalls`, the OpenAI form `content` and `tool_calls`.
const entry = z.object({
  role: z.string(),
  message: text,
  content: z
    .union([z.string(), z.array(z.object({ text }).catch({}))])
    .optional()
    .catch(undefined),
  toolCalls: z.array(toolCall).optional().catch(undefined),
  tool_calls: z.array(toolCall).optional().catch(undefined),
  time: z.union([z.number(), z.string()]).optional().catch(undefined),
  secondsFromStart: z.number().optional().catch(undefined),
})

type Entry = z.infer<typeof entry>

const ROLES: Readonly<Record<string, Turn['role']>> = {
  ai: 'assistant',
  assistant: 'assistant',
  bot: 'assistant',
  customer: 'user',
  user: 'user',
}

/**
 * The conversation as turns, from the first of the given lists that holds one; null when none does.
 * System prompts and what tools were given and gave back stay out; a tool's name stays in.
 */
export const readConversation = (lists: readonly (JsonValue[] | undefined)[]): Turn[] | null => {
  for (const list of lists) {
    const turns = list ? readTurns(list) : []
    if (turns.length > 0) return turns
  }
  return null
}

/** The transcript in Vapi's own form, `AI: …` and `User: …` by line; null without spoken turns. */
export const writeTranscript = (turns: readonly Turn[]): string | null => {
  const lines = turns
    .filter((turn) => turn.role !== 'tool')
    .map((turn) => `${turn.role === 'assistant' ? 'AI' : 'User'}: ${turn.text}`)
  return lines.length > 0 ? lines.join('\n') : null
}

// Loops, for `flatMap` takes several times as long and this is done for every report.
const readTurns = (list: readonly JsonValue[]): Turn[] => {
  const entries: Entry[] = []
  let start: null | number = null
  for (const item of list) {
    const { data } = entry.safeParse(item)
    if (!data) continue
    entries.push(data)
    start ??= readInstant(data.time)
  }
  const turns: Turn[] = []
  for (const item of entries) addTurns(turns, item, readSeconds(item, start))
  return turns
}

const addTurns = (turns: Turn[], item: Entry, at: number | null): void => {
  const name = item.role.trim().toLowerCase()
  const role = Object.hasOwn(ROLES, name) ? ROLES[name] : undefined
  const words = readWords(item)?.trim()
  if (role && words) turns.push({ role, text: words, at })
  addTools(turns, item.toolCalls, at)
  addTools(turns, item.tool_calls, at)
}

const addTools = (turns: Turn[], calls: Entry['toolCalls'], at: number | null): void => {
  for (const call of calls ?? []) {
    const name = (call.function?.name ?? call.name)?.trim()
    if (name) turns.push({ role: 'tool', text: name, at })
  }
}

const readWords = ({ message, content }: Entry): string | undefined => {
  if (message?.trim()) return message
  if (typeof content === 'string') return content
  return content?.map((part) => part.text ?? '').join(' ')
}

/** The clock comes first: `secondsFromStart` begins anew after a squad transfer (FACTS §2). */
const readSeconds = (item: Entry, start: number | null): number | null => {
  const ms = readInstant(item.time)
  const seconds = ms !== null && start !== null ? (ms - start) / 1000 : item.secondsFromStart
  if (seconds === undefined || !Number.isFinite(seconds)) return null
  return Math.max(0, Math.round(seconds * 10) / 10)
}
