import { connect, type Socket } from 'node:net'

/** What came of a request: its status, or nothing, and what was said. */
type Answer = { body: string; headers: string; status: number | null }

const HEADERS_END = Buffer.from('\r\n\r\n')
const CHUNKS_END = '0\r\n\r\n'
const NOTHING: Answer = { body: '', headers: '', status: null }

type Waiting = { answered: (answer: Answer) => void }

/** How long the answer's body is; unknown while it comes in chunks and its end is not there. */
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
 * One kept-alive HTTP/1.1 connection with one request at a time. Written on the socket itself: a
 * loader shares its cores with what it measures, so it has to cost next to nothing.
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

  /** Asks, without a body. */
  get({ headers = '', path }: { headers?: string; path: string }): Promise<Answer> {
    return new Promise((answered) => {
      this.#waiting = { answered }
      this.#open().write(
        `GET ${path} HTTP/1.1\r\nHost: ${this.#host}:${this.#port}\r\n${headers}\r\n`,
      )
    })
  }

  /** Sends a body, given in parts, and waits for the answer. Never fails: no answer is one too. */
  post({
    headers = '',
    length,
    parts,
    path,
  }: {
    /** More header lines, each with its line end. */
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
