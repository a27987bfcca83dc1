import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Clock } from './clock'
import type { Links } from './links'
import type { OrgState, StoredCall } from './org'

/** How the storage behaves beyond what is usual. */
export type StorageModes = {
  /** Content type instead of the recording's. */
  contentType: null | string
  /** `hang`: no answer; `cut`: half of the bytes; `error500`: what it says; `endless`: never stops sending. */
  fault: 'cut' | 'endless' | 'error500' | 'hang' | 'redirect' | null
  /** Whether it says how long the file is. */
  saysLength: boolean
}

export type StorageLog = {
  /** Requests with `Authorization`: there should be none. */
  authorized: number
  requests: { method: string; path: string; range: null | string; status: number }[]
}

const xml = (outgoing: ServerResponse, status: number, code: string): void => {
  outgoing.writeHead(status, { 'content-type': 'application/xml' })
  outgoing.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`)
}

const readRange = (text: string, size: number): null | { from: number; to: number } => {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(text) ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') return { from: Math.max(0, size - Number(last)), to: size - 1 }
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return Number(first) < size && Number(first) <= to ? { from: Number(first), to } : null
}

const sendEndlessly = (outgoing: ServerResponse): void => {
  const block = Buffer.alloc(64 * 1024)
  const more = (): void => {
    while (!outgoing.destroyed && outgoing.write(block)) {
      // Until the buffer is full.
    }
  }
  outgoing.on('drain', more)
  more()
}

/**
 * The object store of recordings: presigned links only, for 30 minutes of the clock. Answers 400 to any request that
 * has `Authorization`, as object stores do to two kinds of authentication.
 */
export const createStorage = ({
  clock,
  links,
  modes,
  orgs,
}: {
  clock: Clock
  links: () => Links
  modes: StorageModes
  orgs: ReadonlyMap<string, OrgState>
}): { log: StorageLog; server: Server } => {
  const log: StorageLog = { authorized: 0, requests: [] }

  const find = (url: URL): 'AccessDenied' | 'archived' | StoredCall => {
    const link = links().read(url.searchParams.get('X-Amz-Signature') ?? '')
    if (!link || link.expiresAt <= clock.now()) return 'AccessDenied'
    if (link.kind === 'archived') return 'archived'
    const call = orgs.get(link.orgID)?.calls.get(link.callID)
    return call?.recording ? call : 'AccessDenied'
  }

  const send = (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    { bytes, type }: { bytes: Uint8Array; type: string },
  ): void => {
    const range = incoming.headers.range
    const part = range === undefined ? null : readRange(range, bytes.byteLength)
    if (range !== undefined && !part) {
      outgoing.setHeader('content-range', `bytes */${bytes.byteLength}`)
      xml(outgoing, 416, 'InvalidRange')
      return
    }
    const sent = part ? bytes.subarray(part.from, part.to + 1) : bytes
    outgoing.writeHead(part ? 206 : 200, {
      'accept-ranges': 'bytes',
      'access-control-allow-origin': '*',
      'content-type': modes.contentType ?? type,
      ...(modes.saysLength ? { 'content-length': sent.byteLength } : {}),
      ...(part ? { 'content-range': `bytes ${part.from}-${part.to}/${bytes.byteLength}` } : {}),
    })
    if (modes.fault === 'endless') sendEndlessly(outgoing)
    else if (modes.fault === 'cut') {
      outgoing.write(sent.subarray(0, sent.byteLength >> 1), () => outgoing.destroy())
    } else outgoing.end(sent)
  }

  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const url = new URL(incoming.url ?? '/', 'http://storage')
    if (incoming.headers.authorization !== undefined) {
      log.authorized += 1
      xml(outgoing, 400, 'InvalidArgument')
      return
    }
    if (modes.fault === 'hang') return
    if (modes.fault === 'error500') {
      xml(outgoing, 500, 'InternalError')
      return
    }
    if (modes.fault === 'redirect') {
      outgoing.writeHead(302, { location: `${incoming.url}&again=1` })
      outgoing.end()
      return
    }
    const found = incoming.method === 'GET' ? find(url) : 'AccessDenied'
    if (typeof found === 'string') xml(outgoing, 403, 'AccessDenied')
    else if (found.recording) send(incoming, outgoing, found.recording)
  }

  const server = createServer((incoming, outgoing) => {
    outgoing.on('close', () => {
      log.requests.push({
        method: incoming.method ?? '',
        path: new URL(incoming.url ?? '/', 'http://storage').pathname,
        range: incoming.headers.range ?? null,
        status: outgoing.headersSent ? outgoing.statusCode : 0,
      })
    })
    answer(incoming, outgoing)
  })
  return { log, server }
}
