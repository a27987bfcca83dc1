import { isJsonObject, type JsonObject, type JsonValue, objectOf } from '../lib/json'
import { speakerOf } from './speakers'
import { readInstant } from './time'

/**
 * One turn of a conversation. `at` is in seconds since the start of the call, to a tenth; null if
 * unknown.
 */
export type Turn = { role: 'assistant' | 'user' | 'tool'; text: string; at: number | null }

/** Vapi's format has `message` and `toolCalls`, OpenAI's has `content` and `tool_calls`. */
type Entry = { item: JsonObject; role: string }

/**
 * The conversation as turns, from the first list that contains any; null if none does. System prompts
 * and the arguments and results of tools are left out; the names of tools are included.
 */
export const readConversation = (lists: readonly (JsonValue[] | undefined)[]): Turn[] | null => {
  for (const list of lists) {
    const turns = list ? readTurns(list) : []
    if (turns.length > 0) return turns
  }
  return null
}

/** A transcript in Vapi's format, lines of `AI: …` and `User: …`; null without spoken turns. */
export const writeTranscript = (turns: readonly Turn[]): string | null => {
  const lines = turns
    .filter((turn) => turn.role !== 'tool')
    .map((turn) => `${turn.role === 'assistant' ? 'AI' : 'User'}: ${turn.text}`)
  return lines.length > 0 ? lines.join('\n') : null
}

// Loops and guards: `flatMap` and schemas would take several times as long, and this runs for every report.
const readTurns = (list: readonly JsonValue[]): Turn[] => {
  const entries: Entry[] = []
  let start: null | number = null
  for (const value of list) {
    if (!isJsonObject(value)) continue
    const role = typeof value.role === 'string' ? value.role : otherSpeaker(value)
    if (role === undefined) {
      const keyed = keyedTurn(value)
      if (keyed) entries.push(keyed)
      continue
    }
    entries.push({ item: value, role })
    start ??= readInstant(value.time)
  }
  const turns: Turn[] = []
  for (const entry of entries) addTurns(turns, entry, start)
  return turns
}

// Keys that automation tools use for the speaker and the words.
const SPEAKER_KEYS = ['speaker', 'sender', 'author', 'participant', 'name', 'from', 'type'] as const
const WORD_KEYS = [
  'text',
  'utterance',
  'body',
  'transcript',
  'words',
  'value',
  'msg',
  'line',
] as const

/** The speaker of an entry without `role`; undefined if none is recognised. */
const otherSpeaker = (item: JsonObject): string | undefined => {
  for (const key of SPEAKER_KEYS) {
    const word = item[key]
    if (typeof word === 'string' && speakerOf(word) !== undefined) return word
  }
  return undefined
}

/** An entry whose key is the speaker: `{ AI: "Hello" }`. */
const keyedTurn = (item: JsonObject): Entry | undefined => {
  const keys = Object.keys(item).slice(0, 2)
  const [key = ''] = keys
  const words = keys.length === 1 ? item[key] : undefined
  return typeof words === 'string' && speakerOf(key) !== undefined
    ? { item: { text: words }, role: key }
    : undefined
}

/**
 * The words of a speaker of whom only a name or a number is known; null if there are no words or
 * speaker.
 */
export const readSpoken = (item: JsonObject): { speaker: string; words: string } | null => {
  const words = typeof item.role === 'string' ? undefined : readWords(item)?.trim()
  const speaker = SPEAKER_KEYS.map((key) => item[key]).find(
    (value) => typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''),
  )
  if (!words || speaker === undefined) return null
  const isNumber = /^\d{1,3}$/.test(String(speaker))
  return { speaker: isNumber ? `Speaker ${speaker}` : String(speaker).trim().slice(0, 60), words }
}

const otherWords = (item: JsonObject): string | undefined => {
  for (const key of WORD_KEYS) {
    const words = item[key]
    if (typeof words === 'string' && words.trim() !== '') return words
  }
  return undefined
}

const addTurns = (turns: Turn[], { item, role: word }: Entry, start: number | null): void => {
  const role = speakerOf(word)
  const words = role && readWords(item)?.trim()
  const { tool_calls, toolCalls } = item
  const hasTools = Array.isArray(toolCalls) || Array.isArray(tool_calls)
  if (!words && !hasTools) return
  const at = readSeconds(item, start)
  if (role && words) turns.push({ role, text: words, at })
  if (!hasTools) return
  addTools(turns, toolCalls, at)
  addTools(turns, tool_calls, at)
}

const addTools = (turns: Turn[], calls: JsonValue | undefined, at: number | null): void => {
  if (!Array.isArray(calls)) return
  for (const call of calls) {
    if (!isJsonObject(call)) continue
    const inner = objectOf(call.function)?.name
    const name = (typeof inner === 'string' ? inner : textOf(call.name))?.trim()
    if (name) turns.push({ role: 'tool', text: name, at })
  }
}

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const readWords = (item: JsonObject): string | undefined => {
  const { message, parts } = item
  if (typeof message === 'string' && message.trim() !== '') return message
  const content = item.content ?? parts
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return otherWords(item)
  return content.map((part) => textOf(objectOf(part)?.text) ?? '').join(' ')
}

/** Prefers `time`, since `secondsFromStart` restarts at 0 after a squad transfer (FACTS §2). */
const readSeconds = (
  { secondsFromStart, time }: JsonObject,
  start: number | null,
): number | null => {
  const ms = readInstant(time)
  const seconds = ms !== null && start !== null ? (ms - start) / 1000 : secondsFromStart
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return null
  return Math.max(0, Math.round(seconds * 10) / 10)
}

const MAX_LENGTH_S = 86_400

/** When the conversation began, by the times in it, in epoch milliseconds; null if it has none. */
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
