import net from 'node:net'
import tls from 'node:tls'
import type pg from 'pg'
import { cancelKeyOf } from '../../payload/pg/client'

/** How long to wait for the server. */
const ANSWER_TIMEOUT_MS = 2_000

/** See https://www.postgresql.org/docs/current/protocol-message-formats.html */
const CANCEL = 80877102
const ASK_FOR_TLS = 80877103

const message = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * (numbers.length + 1))
  bytes.writeInt32BE(bytes.length)
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, 4 * (index + 1))
  return bytes
}

/**
 * Asks the server, over a separate connection, to cancel what runs on this one, as PostgreSQL's protocol
 * provides. PgBouncer passes the request on. There is no reply: the statement fails with 57014, or it has
 * already finished.
 */
export const requestCancel = (client: pg.Client): void => {
  const key = cancelKeyOf(client)
  if (!key) return
  const { host, port, processID, secretKey, ssl } = key
  const socket = host.startsWith('/')
    ? net.connect(`${host}/.s.PGSQL.${port}`)
    : net.connect(port, host)
  const done = () => socket.destroy()
  const send = (over: net.Socket) => void over.end(message(CANCEL, processID, secretKey))
  socket.setTimeout(ANSWER_TIMEOUT_MS, done).on('error', done).unref()
  socket.once('connect', () => {
    if (!ssl) return send(socket)
    socket.write(message(ASK_FOR_TLS))
    socket.once('data', (answer) => {
      // A server without TLS takes the request unencrypted; any other answer is an error.
      if (answer.toString('latin1', 0, 1) !== 'S') return send(socket)
      // pg makes the key non-enumerable, so a copy lacks it.
      const options = ssl === true ? {} : { ...ssl, ...('key' in ssl && { key: ssl.key }) }
      const servername = net.isIP(host) === 0 ? { servername: host } : {}
      const secured = tls.connect({ ...servername, ...options, socket })
      secured.on('error', done).once('secureConnect', () => send(secured))
    })
  })
}
