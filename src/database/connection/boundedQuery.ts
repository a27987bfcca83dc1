import type pg from 'pg'
import { errorCode } from '../../lib/errorCode'
import { cut } from '../../payload/pg/client'
import { refusal } from '../../refusals/refusals'
import type { ReadBound } from '../../request/readBound'
import { requestCancel } from './cancelRequest'
import { onDeadline } from './onDeadline'

/** SQLSTATE query_canceled. */
const CANCELED = '57014'

/** How long a server may take to cancel a statement. */
const CANCEL_TIMEOUT_MS = 1_500

/** The server does not even cancel a statement when asked to. */
export class DatabaseSilent extends Error {
  override name = 'DatabaseSilent'
}

type Done = (error: Error | null, result?: unknown) => void
type Send = (...args: unknown[]) => unknown

/** Statements that end a transaction are never held back: without them the connection could not be reused. */
const ENDS = /^\s*(?:commit|rollback)\b/i

const isEnd = (query: unknown): boolean => {
  const text: unknown = typeof query === 'string' ? query : Reflect.get(Object(query), 'text')
  return typeof text === 'string' && ENDS.test(text)
}

/** Why a statement must not start: nobody waits for it, or its time is up; undefined if it may. */
export const overdue = (bound: ReadBound): Error | undefined => {
  // 499 as in nginx. It is not logged.
  if (bound.isGone) return refusal('CLIENT_CLOSED_REQUEST')
  return Date.now() >= bound.deadline ? refusal('READ_TOO_SLOW') : undefined
}

type Bounded = { bound: ReadBound; client: pg.Client; send: Send }

const run = ({ bound, client, send }: Bounded, args: unknown[], done: Done): void => {
  const reason = overdue(bound)
  if (reason) {
    done(reason)
    return
  }
  let ended: Error | undefined
  let forgetCut = () => {}
  const end = (error: Error) => {
    if (ended) return
    ended = error
    requestCancel(client)
    forgetCut = onDeadline(Date.now() + CANCEL_TIMEOUT_MS, () => {
      ended = new DatabaseSilent('The database does not end a statement')
      cut(client)
    })
  }
  const forgetLate = onDeadline(bound.deadline, () => end(refusal('READ_TOO_SLOW')))
  const stay = bound.onLeave(() => end(refusal('CLIENT_CLOSED_REQUEST')))
  send(...args, (error: Error | null, result: unknown) => {
    forgetLate()
    stay()
    forgetCut()
    if (!ended) {
      done(error, result)
      return
    }
    // It was not cancelled in time. The request to cancel may still arrive, and would hit another statement.
    if (errorCode(error) !== CANCELED) cut(client)
    done(ended)
  })
}

const isDone = (value: unknown): value is Done => typeof value === 'function'

/**
 * Sends a statement as `client.query` does, and has the server cancel it when its time is up or nobody waits
 * for it any more: otherwise it would continue, and hold a connection that others need.
 * @returns what `client.query` would return; it fails with `READ_TOO_SLOW`, `CLIENT_CLOSED_REQUEST` or
 * {@link DatabaseSilent}
 */
export const boundedQuery = (bounded: Bounded, args: unknown[]): unknown => {
  const { send } = bounded
  if (isEnd(args[0])) return send(...args)
  const last = args.at(-1)
  if (isDone(last)) return run(bounded, args.slice(0, -1), last)
  return new Promise((resolve, reject) =>
    run(bounded, args, (error, result) => (error ? reject(error) : resolve(result))),
  )
}
