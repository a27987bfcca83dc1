import type { Entry } from './entry'

/** An entry of the history tab, and how many of the same kind directly before it it stands for. */
export type FoldedEntry = Entry & { times: number }

const isSameView = (one: Entry, other: Entry): boolean =>
  one.action === 'token_shown' &&
  other.action === 'token_shown' &&
  one.actorKind === other.actorKind &&
  one.actorEmail === other.actorEmail &&
  one.actorLabel === other.actorLabel &&
  one.via === other.via

/**
 * Makes one line of the views of a token that follow one another and are by the same person. There is one for each
 * hour in which somebody opens the client's page, and together they would hide what was changed.
 * @param entries newest first
 */
export const foldViews = (entries: readonly Entry[]): FoldedEntry[] => {
  const folded: FoldedEntry[] = []
  for (const entry of entries) {
    const last = folded.at(-1)
    if (last && isSameView(last, entry)) last.times += 1
    else folded.push({ ...entry, times: 1 })
  }
  return folded
}
