import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  describeBulkResult,
  describeReplayResult,
  describeSeenResult,
} from '../../../src/components/shared/bulkResult'
import { readNDJSON } from '../../../src/components/shared/ndjson'
import { postBulk } from '../../../src/components/shared/postBulk'
import { englishDesk } from './englishDesk'

const desk = englishDesk()

const streamOf = (...chunks: (string | Uint8Array)[]) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk)
      }
      controller.close()
    },
  })

const collect = async (body: ReadableStream<Uint8Array>) => {
  const values: unknown[] = []
  for await (const value of readNDJSON(body)) values.push(value)
  return values
}

afterEach(() => vi.unstubAllGlobals())

const answerWith = (response: Response | (() => Promise<Response>)) =>
  vi.stubGlobal(
    'fetch',
    typeof response === 'function' ? response : () => Promise.resolve(response),
  )

const post = (onProgress?: (progress: { done: number; total: number }) => void) =>
  postBulk({ body: { all: true }, desk, onProgress, url: '/api/users/mark-setup-live' })

describe('readNDJSON', () => {
  it('reads lines that are cut anywhere, also inside a character', async () => {
    const bytes = new TextEncoder().encode('{"name":"Zoë"}\n{"n":2}')

    expect(
      await collect(streamOf(bytes.slice(0, 12), bytes.slice(12, 13), bytes.slice(13))),
    ).toEqual([{ name: 'Zoë' }, { n: 2 }])
  })

  it('passes over empty lines and an empty body', async () => {
    expect(await collect(streamOf('\n{"n":1}\n\n'))).toEqual([{ n: 1 }])
    expect(await collect(streamOf())).toEqual([])
  })
})

describe('postBulk', () => {
  it('reports progress and ends with the counts', async () => {
    const seen: unknown[] = []
    answerWith(
      new Response(
        streamOf(
          '{"done":500,"total":900}\n{"done":9',
          '00,"total":900}\n{"updated":880,"skipped":20}\n',
        ),
      ),
    )

    const counts = await post((progress) => seen.push(progress))

    expect(counts).toEqual({ skipped: 20, updated: 880 })
    expect(seen).toEqual([
      { done: 500, total: 900 },
      { done: 900, total: 900 },
    ])
  })

  it('takes a plain JSON answer from a server that does not stream', async () => {
    answerWith(Response.json({ generated: 1, skipped: 0 }))

    expect(await post()).toEqual({ generated: 1, skipped: 0 })
  })

  it('fails with the server’s reason, refused at once or half-way', async () => {
    answerWith(Response.json({ errors: [{ message: 'Not allowed.' }] }, { status: 403 }))
    await expect(post()).rejects.toThrow('Not allowed.')

    answerWith(new Response(streamOf('{"done":1,"total":2}\n{"errors":[{"message":"Broken."}]}\n')))
    await expect(post()).rejects.toThrow('Broken.')
  })

  it('does not take a connection that broke for success', async () => {
    answerWith(new Response(streamOf('{"done":1,"total":2}\n{"upda')))
    await expect(post()).rejects.toThrow('before the action was finished')

    answerWith(new Response(streamOf('{"done":1,"total":2}\n')))
    await expect(post()).rejects.toThrow('before the action was finished')
  })

  it('says that the server did not answer, and gives the status of an answer without words', async () => {
    answerWith(() => Promise.reject(new TypeError('fetch failed')))
    await expect(post()).rejects.toThrow('The server did not answer')

    answerWith(new Response('<html>', { status: 502 }))
    await expect(post()).rejects.toThrow('502')
  })
})

describe('results in words', () => {
  it.each([
    [
      'generate',
      { acted: 12, selected: 15, skipped: 3 },
      '12 webhook tokens generated, 3 already had one',
    ],
    ['generate', { acted: 1, selected: 1, skipped: 0 }, '1 webhook token generated'],
    [
      'generate',
      { acted: 0, selected: 1, skipped: 1 },
      '0 webhook tokens generated, 1 already had one',
    ],
    ['markLive', { acted: 12, selected: 15, skipped: 3 }, '12 marked live, 3 already were'],
    ['markLive', { acted: 0, selected: 1, skipped: 1 }, '0 marked live, 1 already was'],
    ['markLive', { acted: 4200, selected: 4200, skipped: 0 }, '4,200 marked live'],
    [
      'markLive',
      { acted: 1, selected: 2, skipped: 0 },
      '1 marked live, 1 skipped: you are not allowed to change it',
    ],
    [
      'generate',
      { acted: 1, selected: 4, skipped: 1 },
      '1 webhook token generated, 1 already had one, 2 skipped: you are not allowed to change them',
    ],
    // Somebody joined between the list and the action.
    ['markLive', { acted: 3, selected: 2, skipped: 0 }, '3 marked live'],
  ] as const)('%s %o: “%s”', (key, numbers, words) => {
    expect(describeBulkResult(key, numbers, desk)).toBe(words)
  })

  it('says how many replayed deliveries still need a look', () => {
    expect(describeReplayResult({ needsReview: 0, replayed: 3 }, desk)).toBe('3 replayed')
    expect(describeReplayResult({ needsReview: 1, replayed: 3 }, desk)).toBe(
      '3 replayed, 1 still needs review',
    )
    expect(describeReplayResult({ needsReview: 2, replayed: 0 }, desk)).toBe(
      '0 replayed, 2 still need review',
    )
  })

  it('says how many deliveries were marked as seen, and how many had nothing to review', () => {
    const seen = (marked: number, skipped: number, isSeen = true) =>
      describeSeenResult({ marked, skipped }, desk, { isSeen })
    expect(seen(3, 0)).toBe('3 marked as seen')
    expect(seen(1, 1)).toBe('1 marked as seen, 1 had nothing to review')
    expect(seen(1, 0, false)).toBe('1 marked as not seen')
  })
})
