import type tls from 'node:tls'
import type pg from 'pg'
import { z } from 'zod'
import { isObject } from '../../lib/values'

/**
 * Internals of a pg client. We rely on: `connection.stream` is the socket; `connection` emits `errorMessage`
 * for each error of the server; `readyForQuery` is false while a statement runs; `_queryQueue` holds the
 * statements that wait; `processID`, `secretKey` and `ssl` are those of the connection.
 */
const connectionOf = (client: pg.Client): unknown => Reflect.get(client, 'connection')

/** Destroys the connection's socket. A running query fails, and the pool discards the client. */
export const cut = (client: pg.Client): void => {
  const stream: unknown = Reflect.get(Object(connectionOf(client)), 'stream')
  if (stream instanceof Object && 'destroy' in stream && typeof stream.destroy === 'function') {
    stream.destroy()
  }
}

/** Whether the server is ready for the next statement. */
export const isReady = (client: pg.Client): boolean => Reflect.get(client, 'readyForQuery') === true

/** Whether a statement is running. A client that never connected is neither ready nor busy. */
export const isBusy = (client: pg.Client): boolean => Reflect.get(client, 'readyForQuery') === false

/** Whether statements are queued within pg, behind the running one. */
export const isQueued = (client: pg.Client): boolean => {
  const queue: unknown = Reflect.get(client, '_queryQueue')
  return Array.isArray(queue) && queue.length > 0
}

/** Calls the listener with the SQLSTATE of each error that the server sends. */
export const onServerError = (
  client: pg.Client,
  listener: (code: string | undefined) => void,
): void => {
  const connection = connectionOf(client)
  if (!(connection instanceof Object) || !('on' in connection)) return
  if (typeof connection.on !== 'function') return
  connection.on('errorMessage', (message: { code?: string }) => listener(message.code))
}

const cancelKeySchema = z.object({
  host: z.string(),
  port: z.number(),
  processID: z.int(),
  secretKey: z.int(),
  ssl: z.union([z.boolean(), z.custom<tls.ConnectionOptions>(isObject)]),
})

/** What is needed to cancel a statement over another connection. */
export type CancelKey = z.infer<typeof cancelKeySchema>

/**
 * The cancel key that the server gave this connection, and the server's address; undefined until it is known.
 */
export const cancelKeyOf = (client: pg.Client): CancelKey | undefined =>
  cancelKeySchema.safeParse({
    host: client.host,
    port: client.port,
    processID: Reflect.get(client, 'processID'),
    secretKey: Reflect.get(client, 'secretKey'),
    ssl: Reflect.get(client, 'ssl'),
  }).data
