import { z } from 'zod'
import { type JsonObject, type JsonValue, objectOf } from './json'
import { speakerOf } from './speakers'
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
    const data = entry.safeParse(item).data ?? entry.safeParse(otherEntry(item)).data
    if (!data) continue
    if (!data.message?.trim() && data.content === undefined) data.message = otherWords(item)
    entries.push(data)
    start ??= readInstant(data.time)
  }
  const turns: Turn[] = []
  for (const item of entries) addTurns(turns, item, readSeconds(item, start))
  return turns
}

// What tools in between call the speaker, the words and the time.
const SPEAKER_KEYS = ['speaker', 'sender', 'author', 'participant', 'name', 'from', 'type'] as const
const WORD_KEYS = ['text', 'utterance', 'body', 'transcript', 'words', 'value'] as const

/** An entry that has no `role`, in the usual form; undefined when nobody known speaks in it. */
const otherEntry = (item: JsonValue): JsonObject | undefined => {
  const object = objectOf(item)
  if (!object) return undefined
  const key = SPEAKER_KEYS.find((each) => speakerOf(object[each]) !== undefined)
  return key && { ...object, role: object[key] ?? null }
}

const otherWords = (item: JsonValue): string | undefined => {
  const object = objectOf(item)
  if (!object) return undefined
  for (const key of WORD_KEYS) {
    const words = object[key]
    if (typeof words === 'string' && words.trim() !== '') return words
  }
  return undefined
}

const addTurns = (turns: Turn[], item: Entry, at: number | null): void => {
  const role = speakerOf(item.role)
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

const MAX_LENGTH_S = 86_400

/** When the conversation began by its own clock, in epoch milliseconds; null when it has none. */
export const conversationStart = (
  lists: readonly (readonly JsonValue[] | undefined)[],
): number | null => {
  for (const list of lists) {
    for (const item of list ?? []) {
      const object = objectOf(item)
      const time = readInstant(object?.time)
      if (time === null) continue
      const passed = object?.secondsFromStart
      const isLength = typeof passed === 'number' && passed >= 0 && passed < MAX_LENGTH_S
      return time - (isLength ? Math.round(passed * 1000) : 0)
    }
  }
  return null
}
