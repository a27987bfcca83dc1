import { connect, type Socket } from 'node:net'

/** The answer to a request; its status is null if there was none. */
type Answer = { body: string; headers: string; status: number | null }

const HEADERS_END = Buffer.from('\r\n\r\n')
const CHUNKS_END = '0\r\n\r\n'
const NOTHING: Answer = { body: '', headers: '', status: null }

type Waiting = { answered: (answer: Answer) => void }

/** The length of the answer's body, including chunk framing; undefined while it is incomplete. */
const bodyEnd = (headers: string, rest: Buffer): number | undefined => {
  const length = /\r\ncontent-length: *(\d+)/i.exec(headers)?.[1]
  if (length !== undefined) return rest.length >= Number(length) ? Number(length) : undefined
  if (/\r\ntransfer-encoding: *chunked/i.test(headers)) {
    const end = rest.indexOf(CHUNKS_END)
    return end < 0 ? undefined : end + CHUNKS_END.length
  }
  return 0
}

/**
 * A keep-alive HTTP/1.1 connection with one request at a time. It uses the socket directly: a load generator
 * shares its cores with what it measures, so it has to cost next to nothing.
 */
export class Connection {
  #buffer: Buffer = Buffer.alloc(0)
  readonly #host: string
  readonly #port: number
  #socket: Socket | undefined
  readonly #timeout: number
  #waiting: Waiting | undefined

  /** @param timeout milliseconds of silence after which a request counts as not answered */
  constructor({ timeout = 30_000, url }: { timeout?: number; url: string }) {
    const { hostname, port } = new URL(url)
    this.#host = hostname
    this.#port = Number(port)
    this.#timeout = timeout
  }

  /** Sends a GET. Never rejects: without an answer, the status is null. */
  get({ headers = '', path }: { headers?: string; path: string }): Promise<Answer> {
    return new Promise((answered) => {
      this.#waiting = { answered }
      this.#open().write(
        `GET ${path} HTTP/1.1\r\nHost: ${this.#host}:${this.#port}\r\n${headers}\r\n`,
      )
    })
  }

  /**
   * Posts a body, given in parts, and waits for the answer. Never rejects: without an answer, the status is
   * null.
   */
  post({
    headers = '',
    length,
    parts,
    path,
  }: {
    /** Additional header lines, each with its line end. */
    headers?: string
    length: number
    parts: readonly (Buffer | string)[]
    path: string
  }): Promise<Answer> {
    return new Promise((answered) => {
      this.#waiting = { answered }
      const socket = this.#open()
      socket.cork()
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${this.#host}:${this.#port}\r\nContent-Type: application/json\r\n${headers}Content-Length: ${length}\r\n\r\n`,
      )
      for (const part of parts) socket.write(part)
      socket.uncork()
    })
  }

  /** Closes the connection; a request in flight counts as not answered. */
  close(): void {
    this.#socket?.destroy()
    this.#finish(NOTHING)
  }

  #finish(answer: Answer): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.answered(answer)
  }

  #open(): Socket {
    if (this.#socket && !this.#socket.destroyed && this.#socket.writable) return this.#socket
    const socket = connect({ host: this.#host, noDelay: true, port: this.#port })
    this.#socket = socket
    this.#buffer = Buffer.alloc(0)
    const lost = () => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      socket.destroy()
      this.#finish(NOTHING)
    }
    socket.setTimeout(this.#timeout, lost)
    socket.on('data', (chunk) => this.#read(socket, chunk))
    socket.once('error', lost)
    socket.once('close', lost)
    socket.once('end', lost)
    return socket
  }

  #read(socket: Socket, chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk])
    const split = this.#buffer.indexOf(HEADERS_END)
    if (split < 0) return
    const headers = this.#buffer.toString('latin1', 0, split)
    const rest = this.#buffer.subarray(split + HEADERS_END.length)
    const end = bodyEnd(headers, rest)
    if (end === undefined) return
    const status = Number(headers.slice(9, 12))
    const body = rest.toString('utf8', 0, end)
    this.#buffer = Buffer.alloc(0)
    if (/\r\nconnection: *close/i.test(headers)) {
      this.#socket = undefined
      socket.destroy()
    }
    this.#finish({ body, headers, status })
  }
}
