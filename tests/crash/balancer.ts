import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { listen } from '../../src/server/http/listen'
import { stopServer } from '../../src/server/http/stopServer'

/** Several servers behind one port. */
export type Balancer = {
  /** Why requests got no answer from anybody. */
  failures: () => readonly string[]
  stop: () => Promise<void>
  url: string
}

type Answer = { body: Buffer; status: number }

const send = ({
  body,
  incoming,
  target,
}: {
  body: Buffer
  incoming: IncomingMessage
  target: string
}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      `${target}${incoming.url}`,
      {
        // A connection of its own: a kept one may be closed in the moment it is used.
        agent: false,
        headers: { 'content-length': body.length, 'content-type': 'application/json' },
        method: incoming.method,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ body: Buffer.concat(chunks), status: response.statusCode ?? 502 }),
        )
        response.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const readAll = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/**
 * Starts what stands in front of several desks: each request goes to one of them, and to the next
 * one when it gets no answer, as a proxy does that is told that reports may be repeated.
 */
export const startBalancer = async (targets: readonly string[]): Promise<Balancer> => {
  const failures: string[] = []
  let turn = 0
  const pass = async (incoming: IncomingMessage): Promise<Answer> => {
    const body = await readAll(incoming)
    turn += 1
    // Others take their turns meanwhile.
    const first = turn
    const reasons: string[] = []
    for (let tries = 0; tries < targets.length; tries += 1) {
      const target = targets[(first + tries) % targets.length] ?? ''
      const answer = await send({ body, incoming, target }).catch((error: unknown) => {
        reasons.push(String(error))
      })
      if (answer) return answer
    }
    failures.push(reasons.join(', then '))
    return { body: Buffer.alloc(0), status: 502 }
  }
  const server = createServer((incoming, outgoing: ServerResponse) => {
    pass(incoming).then(
      ({ body, status }) => {
        outgoing.writeHead(status, { 'content-length': body.length })
        outgoing.end(body)
      },
      () => outgoing.destroy(),
    )
  })
  const port = await listen({ host: '127.0.0.1', port: 0, server })
  return {
    failures: () => failures,
    stop: () => stopServer({ milliseconds: 1_000, server }),
    url: `http://127.0.0.1:${port}`,
  }
}
