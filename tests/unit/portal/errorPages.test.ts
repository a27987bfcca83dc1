import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { noteAway } from '../../../src/database/connection/away'
import { errorPage } from '../../../src/portal/plain/errorPage'
import { ReadBound } from '../../../src/request/readBound'
import { withRequest } from '../../../src/request/requestAtHand'
import { guardPages } from '../../../src/server/http/guardPages'
import { listen } from '../../../src/server/http/listen'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

type Pages = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

const serve = async (pages: Pages): Promise<string> => {
  const guarded = guardPages({
    config: {
      routes: { admin: '/admin', api: '/api', graphQL: '/graphql', graphQLPlayground: '/p' },
    },
    dev: false,
    pages,
  })
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', 'http://x').pathname
    void guarded(incoming, outgoing, path)
  })
  servers.push(server)
  return `http://127.0.0.1:${await listen({ host: '127.0.0.1', port: 0, server })}`
}

const HTML = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'en' }

/** The ways in which Next sends a page. */
const WAYS: Record<string, (outgoing: ServerResponse, status: number) => void> = {
  'at once': (outgoing, status) => {
    outgoing.statusCode = status
    outgoing.setHeader('content-type', 'text/html')
    outgoing.end('<html id="__next_error__">')
  },
  'by a compressed stream': (outgoing, status) => {
    outgoing.statusCode = status
    outgoing.setHeader('content-encoding', 'gzip')
    const gzip = createGzip()
    gzip.pipe(outgoing)
    gzip.end('<html id="__next_error__">'.repeat(1_000))
  },
  'in pieces, headers first': (outgoing, status) => {
    outgoing.statusCode = status
    outgoing.flushHeaders()
    outgoing.write('<html id="__next_error__">')
    setImmediate(() => outgoing.end('secret of the database'))
  },
  'with its head': (outgoing, status) => {
    outgoing.writeHead(status, { 'content-length': 6, link: '</x>' })
    outgoing.end('secret')
  },
}

describe.each(Object.entries(WAYS))('what Next answers %s', (_, way) => {
  it.each([
    [404, 'There is nothing here'],
    [500, 'That did not work'],
    [503, 'One moment, please'],
  ])('is replaced when it is %i', async (status, title) => {
    const url = await serve(async (_incoming, outgoing) => way(outgoing, status))
    const answer = await fetch(`${url}/calls/1`, { headers: HTML })
    const text = await answer.text()
    expect(answer.status).toBe(status)
    expect(text).toContain(`<h1>${title}</h1>`)
    expect(text).not.toMatch(/__next_error__|secret/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('link')).toBeNull()
    expect(answer.headers.get('refresh')).toBe(status === 503 ? '5' : null)
  })

  it('is sent as it is otherwise', async () => {
    const url = await serve(async (_incoming, outgoing) => way(outgoing, 200))
    const answer = await fetch(`${url}/calls`, { headers: HTML }).catch(() => null)
    if (answer) expect(answer.status).toBe(200)
  })

  it('has no body when only the head is asked for', async () => {
    const url = await serve(async (_incoming, outgoing) => way(outgoing, 404))
    const answer = await fetch(`${url}/calls/1`, { headers: HTML, method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([404, ''])
  })
})

describe('a page that was made without knowing who is signed in', () => {
  it.each([
    ['leads to the sign-in', 307],
    ['is of nobody', 200],
  ])('is none, since the database was away: it %s', async (_, status) => {
    const url = await serve((incoming, outgoing) =>
      withRequest({ bound: new ReadBound(), incoming, onlyReads: true }, async () => {
        noteAway()
        outgoing.writeHead(status, { location: '/sign-in' })
        outgoing.end('nobody is signed in')
      }),
    )
    const answer = await fetch(`${url}/calls`, { headers: HTML, redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([503, null])
    expect(await answer.text()).toContain('One moment, please')
  })
})

describe('an error', () => {
  it('of the admin, of the API, or of what scripts ask for is left to them', async () => {
    const url = await serve(async (_incoming, outgoing) => {
      outgoing.statusCode = 404
      outgoing.end('theirs')
    })
    for (const [path, headers] of [
      ['/admin/x', HTML],
      ['/calls/1', { ...HTML, rsc: '1' }],
      ['/calls/1', { accept: '*/*' }],
    ] as const) {
      expect(await (await fetch(`${url}${path}`, { headers })).text()).toBe('theirs')
    }
  })

  it('is told in the reader’s language, and says nothing of the inside', () => {
    const { body } = errorPage({ acceptLanguage: 'fr-CH, fr;q=0.9', status: 500 })
    expect(body).toContain('<html dir="ltr" lang="fr">')
    expect(body).not.toMatch(/database|SQL|stack/i)
  })
})

describe('an answer that the desk is busy', () => {
  it('tries a page again, and a form never', () => {
    const page = errorPage({ acceptLanguage: 'en', seconds: 2, status: 429 })
    expect(page.headers).toMatchObject({ refresh: '2', 'retry-after': '2' })
    const form = errorPage({ acceptLanguage: 'en', isForm: true, seconds: 2, status: 429 })
    expect(form.headers.refresh).toBeUndefined()
    expect(form.body).toContain('Wait a moment, then try again.')
  })
})

describe('every page', () => {
  it('gets the headers of the portal, and what a caller says of them does not count', async () => {
    const seen: IncomingMessage['headers'][] = []
    const url = await serve(async (incoming, outgoing) => {
      seen.push(incoming.headers)
      outgoing.end('page')
    })
    const evil = {
      'content-security-policy': "script-src 'nonce-mine'",
      'desk-form-key': 'A'.repeat(22),
      'desk-path': '/evil',
    }
    const answer = await fetch(`${url}/calls?q=1`, { headers: { ...HTML, ...evil } })
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(seen[0]?.['content-security-policy']).toBe(policy)
    expect(seen[0]?.['desk-path']).toBe('/calls?q=1')
    expect(seen[0]?.['desk-form-key']).toBeUndefined()
    const admin = await fetch(`${url}/admin`, { headers: { ...HTML, ...evil } })
    expect(admin.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(seen[1]?.['desk-path']).toBeUndefined()
  })
})
