import type pg from 'pg'
import { errorCode } from '../../lib/errorCode'
import { cut } from '../../payload/pg/client'
import { refusal } from '../../refusals/refusals'
import type { ReadBound } from '../../request/readBound'
import { requestCancel } from './cancelRequest'
import { onDeadline } from './onDeadline'

/** SQLSTATE query_canceled. */
const CANCELED = '57014'

/** How long a server has to end a statement that it was asked to end. */
const CANCEL_TIMEOUT_MS = 1_500

/** The server does not even end what it was asked to end. */
export class DatabaseSilent extends Error {
  override name = 'DatabaseSilent'
}

type Done = (error: Error | null, result?: unknown) => void
type Send = (...args: unknown[]) => unknown

/** What ends a transaction is not held back: its connection could not be used again. */
const ENDS = /^\s*(?:commit|rollback)\b/i

const isEnd = (query: unknown): boolean => {
  const text: unknown = typeof query === 'string' ? query : Reflect.get(Object(query), 'text')
  return typeof text === 'string' && ENDS.test(text)
}

/** Why a statement is not to begin, or to go on. */
export const overdue = (bound: ReadBound): Error | undefined => {
  // 499 as nginx has it, which is logged nowhere.
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
    // Ended by itself meanwhile: the request to end it may still arrive, and would meet another statement.
    if (errorCode(error) !== CANCELED) cut(client)
    done(ended)
  })
}

const isDone = (value: unknown): value is Done => typeof value === 'function'

/**
 * Sends a statement as `client.query` does, and has the server end it when its time is up, or when nobody
 * waits for it any more: otherwise it would go on, and keep a connection from others.
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
