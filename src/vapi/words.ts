import type { JsonValue } from '../lib/json'
import { conversationStart, readConversation, type Turn, writeTranscript } from './conversation'
import { isAbsent } from './fields/absent'
import { unwrapped } from './fields/jsonInText'
import { lookUp, type Names } from './lookUp'
import type { Places } from './places'
import type { ReportMessage } from './reportSchema'
import { readTranscript, type Transcript } from './transcript'

/** The conversation of a call, as turns and as one text. */
export type Words = { messages: Turn[] | null; transcript: string | null }

const LISTS: Names = ['messages', 'messagesopenaiformatted', 'conversation', 'turns', 'dialogue']
const TEXTS: Names = [
  'transcript',
  'fulltranscript',
  'calltranscript',
  'transcripttext',
  'transcription',
  'conversation',
]

/** Reads the conversation: from its usual places, then from the call or chat, then under other names. */
export const readWords = (message: ReportMessage, places: Places): Words => {
  const written = readText(message, places)
  const messages =
    readConversation(usualLists(message)) ??
    written.turns ??
    chatTurns(places) ??
    lookUp(places.all, LISTS, turnsOf)
  return { messages, transcript: written.text ?? (messages && writeTranscript(messages)) }
}

/** When the conversation began, by the times in it, in epoch milliseconds; null if unknown. */
export const firstSaid = (message: ReportMessage, places: Places): number | null =>
  conversationStart([...usualLists(message), ...places.all.map((place) => listOf(place?.messages))])

const usualLists = ({ artifact, messages, messagesOpenAIFormatted }: ReportMessage) => [
  artifact?.messages,
  messages,
  artifact?.messagesOpenAIFormatted,
  messagesOpenAIFormatted,
]

/** The beginning of JSON in a text, also in a code fence. */
const JSON_START = /^\s*(?:[[{]|```)/

const readText = ({ artifact, transcript }: ReportMessage, places: Places): Transcript => {
  const usual = artifact?.transcript ?? transcript
  if (usual !== undefined && !JSON_START.test(usual) && !isAbsent(usual)) {
    return { text: usual, turns: null }
  }
  return (
    (usual === undefined ? null : filled(usual)) ??
    lookUp(places.all, TEXTS, filled) ?? { text: null, turns: null }
  )
}

const filled = (value: JsonValue): Transcript | null => {
  const found = readTranscript(value)
  return found.text === null ? null : found
}

const listOf = (value: JsonValue | undefined): JsonValue[] | undefined => {
  const list = value === undefined ? undefined : unwrapped(value)
  return Array.isArray(list) ? list : undefined
}

const turnsOf = (value: JsonValue): Turn[] | null => readConversation([listOf(value)])

/**
 * Earlier messages, the question and the answer of a chat. Those that the earlier messages repeat are
 * not doubled.
 */
const chatTurns = ({ chat }: Places): Turn[] | null => {
  if (!chat) return null
  const { input, messages, output } = chat
  const before = readConversation([listOf(messages)]) ?? []
  const asked = typeof input === 'string' ? [{ content: input, role: 'user' }] : listOf(input)
  const question = readConversation([asked]) ?? []
  const now = [...question, ...(readConversation([listOf(output)]) ?? [])]
  const told = before.map(lineOf).join('\n')
  const known = [now.length, question.length].find((count) =>
    told.endsWith(now.slice(0, count).map(lineOf).join('\n')),
  )
  const turns = [...before, ...now.slice(known ?? 0)]
  return turns.length > 0 ? turns : null
}

const lineOf = ({ role, text }: Turn): string => JSON.stringify([role, text])
