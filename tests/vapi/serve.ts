import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Asked, Reply } from './types'

const readJSON = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text === '' ? undefined : text
  }
}

const readAsked = async (incoming: IncomingMessage): Promise<Asked> => {
  let text = ''
  for await (const chunk of incoming.setEncoding('utf8')) text += chunk
  const url = new URL(incoming.url ?? '/', 'http://vapi')
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return {
    body: readJSON(text),
    headers: Object.fromEntries(headers),
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
  }
}

const send = (outgoing: ServerResponse, { body, headers, instead, raw, status }: Reply): void => {
  if (instead === 'hang') return
  if (instead === 'reset') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  const text = raw ?? JSON.stringify(body)
  const type = raw === undefined ? { 'content-type': 'application/json; charset=utf-8' } : {}
  if (instead === 'half') {
    outgoing.writeHead(status, { 'content-type': 'application/json', 'content-length': '4096' })
    outgoing.write('[{"id":"0199', () => outgoing.destroy())
    return
  }
  outgoing.writeHead(status, { ...type, ...headers })
  outgoing.end(text)
}

/** A server that reads each request to its end and sends the reply. */
export const serve = (reply: (asked: Asked) => Reply): Server =>
  createServer((incoming, outgoing) => {
    readAsked(incoming)
      .then((asked) => send(outgoing, reply(asked)))
      .catch(() => outgoing.destroy())
  })
