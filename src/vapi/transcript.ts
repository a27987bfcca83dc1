import { isJsonObject, type JsonValue } from '../lib/json'
import { readConversation, readSpoken, type Turn, writeTranscript } from './conversation'
import { isAbsent } from './fields/absent'
import { unwrapped } from './fields/jsonInText'

/** A transcript as one text, and as turns if it was received as turns. */
export type Transcript = { text: string | null; turns: Turn[] | null }

const NOTHING: Transcript = { text: null, turns: null }
const LINE_KEYS = ['text', 'transcript', 'content', 'full', 'value'] as const
const LIST_KEYS = ['messages', 'turns', 'utterances', 'segments', 'entries', 'items'] as const
const MAX_DEPTH = 3

/**
 * Reads a transcript in any form: plain text, a list of lines, turns of `{ role or speaker, text … }`,
 * either of them in an object, or JSON in text.
 */
export const readTranscript = (value: JsonValue | undefined, depth = 0): Transcript => {
  if (value === undefined || depth > MAX_DEPTH) return NOTHING
  if (typeof value === 'string') {
    const json = unwrapped(value)
    const inside = json === value ? NOTHING : readTranscript(json, depth + 1)
    return inside.text === null ? { text: isAbsent(value) ? null : value, turns: null } : inside
  }
  if (Array.isArray(value)) return fromList(value)
  if (!isJsonObject(value)) return NOTHING
  for (const key of LIST_KEYS) {
    const list = value[key]
    const found = Array.isArray(list) ? fromList(list) : NOTHING
    if (found.text !== null) return found
  }
  for (const key of LINE_KEYS) {
    const found = readTranscript(value[key], depth + 1)
    if (found.text !== null) return found
  }
  return NOTHING
}

/** The line of a speaker of whom only a name is known, such as "Speaker 1"; empty if there is none. */
const lineOf = (value: JsonValue): string => {
  const spoken = isJsonObject(value) ? readSpoken(value) : null
  return spoken ? `${spoken.speaker}: ${spoken.words}` : ''
}

const fromList = (list: JsonValue[]): Transcript => {
  const turns = readConversation([list])
  if (turns) return { text: writeTranscript(turns), turns }
  const lines = list.map((line) => (typeof line === 'string' ? line.trim() : lineOf(line)))
  const text = lines.filter(Boolean).join('\n')
  return text === '' ? NOTHING : { text, turns: null }
}
