import { DAY_MS, HOUR_MS } from '../../lib/time/units'

/** What Vapi keeps on pay-as-you-go, where its refusal does not say another number. */
const USUAL_DAYS = 14
/** Without a limit that is known. */
const FURTHEST_DAYS = 400
/** So often a start may be moved up before the walk counts as having reached the edge. */
const MAX_MOVES = 3
/** The edge moves while a walk goes on. */
const INSIDE_MS = HOUR_MS

type Window = {
  /** How far back somebody wants to go; null: as far as Vapi does. */
  askedFrom: Date | null
  now: Date
  /** null: not known, or no limit. */
  retentionDays: null | number
}

/** From when on calls can be asked for. */
export const windowFrom = ({ askedFrom, now, retentionDays }: Window): Date => {
  const days = retentionDays ?? FURTHEST_DAYS
  const edge = now.getTime() - days * DAY_MS + INSIDE_MS
  return new Date(Math.max(edge, askedFrom?.getTime() ?? 0))
}

type Refused = {
  /** As Vapi's refusal says; undefined if it does not. */
  days: number | undefined
  fromAt: Date
  moves: number
  now: Date
}

/** A later start, after Vapi refused one as too long ago. @returns null: the walk has reached the edge */
export const laterStart = ({ days, fromAt, moves, now }: Refused): Date | null => {
  if (moves >= MAX_MOVES) return null
  const edge = windowFrom({ askedFrom: null, now, retentionDays: days ?? USUAL_DAYS })
  const isLater = edge.getTime() > fromAt.getTime()
  const later = isLater ? edge : new Date(fromAt.getTime() + DAY_MS)
  return later.getTime() < now.getTime() ? later : null
}
