import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BodyToRead, readPosted } from '../../../src/ingest/reading'
import { type BodyToPreview, previewBody } from '../../../src/ingest/threads/previewBody'
import {
  type ReadingThreads,
  readHere,
  startReadingThreads,
} from '../../../src/ingest/threads/readingThreads'
import { unpackText } from '../../../src/lib/packedText'
import { compileServer } from '../../../src/server/cli/compileServer.mjs'
import { effectiveMapping } from '../../../src/vapi/mapping/effective'
import { report2026, TOKEN } from '../../fixtures/reports'
import { DESK_WITH_OUTCOMES, meaning, SAID } from '../../helpers/mappings'

const LARGE = 300 * 1024

let file: URL
let threads: ReadingThreads

const posted = (id: string, size = LARGE, structuredData = {}): BodyToRead => ({
  bytes: Buffer.from(
    JSON.stringify({
      message: {
        ...report2026.message,
        analysis: { ...report2026.message.analysis, structuredData },
        call: { ...report2026.message.call, id },
        note: 'crème brûlée',
        padding: 'crème '.repeat(size / 7),
        serverUrlSecret: 'hidden-from-everybody',
      },
    }),
  ),
  deadline: Number.POSITIVE_INFINITY,
  mapping: null,
  receivedAt: new Date('2026-11-22T10:00:00Z'),
  secrets: ['the-secret-of-the-sender'],
  token: TOKEN,
})

const textOf = ({ bytes }: BodyToRead) => Buffer.from(bytes).toString()

beforeAll(async () => {
  file = pathToFileURL((await compileServer()).readingThread)
  threads = startReadingThreads({ count: 1, file })
}, 60_000)

afterAll(() => threads.stop())

describe('a large body', () => {
  it('is read in a thread as it would be here', async () => {
    const body = posted('call-thread')
    const { report, ...here } = { report: undefined, ...readPosted(body)[0] }
    const [there] = await threads.read(body)
    expect(there).toEqual({
      ...here,
      packed: expect.any(Uint8Array),
      readReport: expect.any(Function),
    })
    if (!('packed' in there)) throw new Error('It was not kept')
    expect(unpackText(there.packed)).not.toContain('hidden-from-everybody')
    expect(report).toBeDefined()
  })

  it('is read in a thread with the client’s mapping, also when its report is asked for later', async () => {
    const mapping = effectiveMapping({
      client: meaning('mapped'),
      currency: null,
      desk: DESK_WITH_OUTCOMES,
      version: 'one',
    })
    const body = { ...posted('mapped', LARGE, { result: SAID }), mapping }
    const [there] = await threads.read(body)
    if (there.kind !== 'report') throw new Error(there.kind)
    const [here] = readPosted(body)
    expect(there.values).toEqual('values' in here && here.values)
    expect(await there.readReport?.()).toMatchObject({ outcome: 'mapped' })
  })

  it('is read in a thread with all that stand beside it', async () => {
    const bytes = Buffer.from(`[${[posted('one'), posted('two')].map(textOf).join(',')}]`)
    const readings = await threads.read({ ...posted('several'), bytes })
    expect(readings).toMatchObject([{ vapiCallId: 'one' }, { vapiCallId: 'two' }])
  })

  it('leaves this thread free meanwhile', async () => {
    const turns: number[] = []
    const timer = setInterval(() => turns.push(1), 1)
    await Promise.all(
      Array.from({ length: 4 }, (_, n) => threads.read(posted(`free-${n}`, 4 * LARGE))),
    )
    clearInterval(timer)
    expect(turns.length).toBeGreaterThan(2)
  })

  it('waits for the thread when more come at once', async () => {
    const readings = await Promise.all(
      Array.from({ length: 12 }, (_, n) => threads.read(posted(`many-${n}`))),
    )
    expect(readings.map(([each]) => 'vapiCallId' in each && each.vapiCallId)).toEqual(
      Array.from({ length: 12 }, (_, n) => `many-${n}`),
    )
  })

  it('gives the report of it to who has to merge it', async () => {
    const body = posted('to-merge')
    const [there] = await threads.read(body)
    if (there.kind !== 'report') throw new Error(there.kind)
    expect(there.report).toBeUndefined()
    const [here] = readPosted(body)
    expect(await there.readReport?.()).toEqual('report' in here && here.report)
  })

  it('of another client does not wait for all that one client posts at once', async () => {
    const order: string[] = []
    const read = async (id: string, token: string) => {
      await threads.read({ ...posted(id, 3 * LARGE), token })
      order.push(id)
    }
    const many = Array.from({ length: 8 }, (_, n) => read(`many-${n}`, TOKEN))
    await Promise.all([...many, read('other', `${TOKEN}-of-another`)])
    expect(order.indexOf('other')).toBeLessThan(3)
  })

  it('is not read any more when its turn comes too late', async () => {
    const before = threads.read(posted('before', 4 * LARGE))
    const late = threads.read({ ...posted('late'), deadline: Date.now() })
    await expect(late).rejects.toThrow('too late')
    await before
  })

  it('is read here when the thread dies over it', async () => {
    const mortal = startReadingThreads({ count: 1, file })
    await mortal.read(posted('before'))
    const reading = mortal.read(posted('orphan'))
    await mortal.stop()
    expect(await reading).toMatchObject([{ kind: 'report', vapiCallId: 'orphan' }])
    expect(await mortal.read(posted('after'))).toMatchObject([{ vapiCallId: 'after' }])
  })

  it('is read here when there is no thread to be had', async () => {
    const missing = new URL('./no-such-file.mjs', file)
    const none = startReadingThreads({ count: 1, file: missing })
    expect(await none.read(posted('alone'))).toMatchObject([
      { kind: 'report', vapiCallId: 'alone' },
    ])
    expect(await none.read(posted('alone-2'))).toMatchObject([{ vapiCallId: 'alone-2' }])
    await none.stop()
  })
})

describe('a small body', () => {
  it('is not read any more when its sender has been told to come again', async () => {
    const late = { ...posted('late', 100), deadline: Date.now() - 1 }
    await expect(readHere(late)).rejects.toThrow('too late')
  })

  it('is read here, with the report at hand for a merge', async () => {
    expect(await threads.read(posted('small', 100))).toMatchObject([
      { report: { vapiCallId: 'small' } },
    ])
    expect(await readHere(posted('small', 100))).toMatchObject([{ vapiCallId: 'small' }])
  })
})

describe('the preview of a mapping', () => {
  const preview = (id: string, size = LARGE): BodyToPreview => ({
    mapping: {
      currency: null,
      fields: [],
      lines: {
        summary: {
          otherwise: 'nothing',
          sources: [{ from: 'path', name: 'note', reader: 'text' }],
        },
      },
      values: {},
      version: 'preview',
    },
    receivedAt: new Date('2026-11-22T10:00:00Z'),
    text: textOf(posted(id, size)),
  })
  const NEVER = Number.POSITIVE_INFINITY

  it('is made in a thread as it would be here, also of a small body', async () => {
    for (const size of [LARGE, 100]) {
      const body = preview('call-preview', size)
      const there = await threads.preview(body, NEVER)
      expect(there).toEqual(previewBody(body))
      expect(there.report?.values.summary?.value).toBe('crème brûlée')
    }
  })

  it('of many bodies does not delay a posted one', async () => {
    const order: string[] = []
    const many = Array.from({ length: 20 }, async (_, n) => {
      await threads.preview(preview(`preview-${n}`, 3 * LARGE), NEVER)
      order.push(`preview-${n}`)
    })
    await threads.read({ ...posted('posted'), token: `${TOKEN}-beside-previews` })
    order.push('posted')
    await Promise.all(many)
    expect(order.indexOf('posted')).toBeLessThan(3)
  })

  it('is refused when its turn comes too late, and made here when the thread dies over it', async () => {
    const before = threads.read(posted('before', 4 * LARGE))
    await expect(threads.preview(preview('late'), Date.now())).rejects.toThrow('too late')
    await before
    const mortal = startReadingThreads({ count: 1, file })
    await mortal.read(posted('before'))
    const reading = mortal.preview(preview('orphan'), NEVER)
    await mortal.stop()
    expect((await reading).report?.vapiCallId).toBe('orphan')
  })

  it('of what is no report, or no JSON, shows nothing', () => {
    for (const text of ['', '{', 'null', '[]', '{"message": {"type": "status-update"}}']) {
      const empty = { mapping: null, receivedAt: new Date(), text }
      expect(previewBody(empty)).toEqual({ paths: [], report: null })
    }
  })
})
