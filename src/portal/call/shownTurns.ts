import { formatDuration } from '../../format'
import { cutText } from '../../lib/shortText'
import { clean } from '../../mail/templates/clean'
import { readTurns } from '../../vapi/readTurns'

/** How much of a conversation is shown at first, and how much at most. */
export const SHOWN = {
  all: { characters: 400_000, turns: 3_000 },
  first: { characters: 20_000, turns: 120 },
}

type Limit = { characters: number; turns: number }

/**
 * A turn as a bubble. `at` is the time since the beginning of the call, such as `1:05`, and `seconds` the same as a
 * number; null if not known.
 */
export type ShownTurn = {
  at: null | string
  role: 'assistant' | 'tool' | 'user'
  seconds: null | number
  text: string
}

/** What is shown of a conversation, and whether that is all of it. */
export type Conversation = { isWhole: boolean; text: string; turns: ShownTurn[] }

/** The turns of a call, as many as fit. */
export const shownTurns = (messages: unknown, limit: Limit): Conversation => {
  const all = readTurns(messages)
  const turns: ShownTurn[] = []
  let left = limit.characters
  for (const { at, role, text } of all.slice(0, limit.turns)) {
    if (left <= 0) break
    const whole = clean(text)
    const shown = cutText(whole, left)
    left -= whole.length
    const shownAt = formatDuration(at)
    turns.push({ at: shownAt, role, seconds: shownAt === null ? null : (at ?? null), text: shown })
  }
  return { isWhole: turns.length === all.length && left >= 0, text: '', turns }
}

/** A conversation of which only one text is known, as much as fits. */
export const shownTranscript = (transcript: string, { characters }: Limit): Conversation => {
  const start = transcript.slice(0, characters + 1)
  return {
    isWhole: start.length === transcript.length && start.length <= characters,
    text: clean(cutText(start, characters)),
    turns: [],
  }
}
