import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { turnStream } from '../../../src/exports/turnStream'

const READER_TIMEOUT_MS = 60_000

const setUp = ({ keeps = true, stopAt = 3 } = {}) => {
  const seen = { ended: 0, left: 0, made: 0 }
  async function* pieces() {
    try {
      while (seen.made < stopAt) {
        seen.made += 1
        yield `${seen.made};`
      }
    } finally {
      seen.left += 1
    }
  }
  const turn = {
    end: async () => {
      seen.ended += 1
    },
    keep: async () => keeps,
  }
  const errors: unknown[] = []
  const stream = turnStream({
    onError: (error) => errors.push(error),
    readerTimeoutMs: READER_TIMEOUT_MS,
    pieces: pieces(),
    turn,
  })
  return { errors, reader: stream.getReader(), seen, turn }
}

const textOf = async (reader: ReadableStreamDefaultReader<Uint8Array>) => {
  const { done, value } = await reader.read()
  return done ? null : new TextDecoder().decode(value)
}

describe('The body of an export', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is made a piece at a time, when it is asked for', async () => {
    const { reader, seen } = setUp()
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.made).toBe(0)
    expect([await textOf(reader), seen.made]).toEqual(['1;', 1])
    expect([await textOf(reader), seen.made]).toEqual(['2;', 2])
  })

  it('ends its turn before its reader knows that it is over', async () => {
    const { reader, seen } = setUp({ stopAt: 1 })
    await textOf(reader)
    expect(await textOf(reader)).toBeNull()
    expect(seen).toEqual({ ended: 1, left: 1, made: 1 })
    await vi.advanceTimersByTimeAsync(10 * READER_TIMEOUT_MS)
    expect(seen.ended).toBe(1)
  })

  it('ends its turn once when its reader leaves', async () => {
    const { reader, seen } = setUp()
    await textOf(reader)
    await reader.cancel()
    await vi.advanceTimersByTimeAsync(10 * READER_TIMEOUT_MS)
    expect(seen).toEqual({ ended: 1, left: 1, made: 1 })
  })

  it('ends its turn when nobody ever reads it', async () => {
    const { reader, seen } = setUp()
    await vi.advanceTimersByTimeAsync(READER_TIMEOUT_MS)
    expect(seen).toMatchObject({ ended: 1, made: 0 })
    await expect(reader.read()).rejects.toThrow('took too long')
  })

  it('is cut off when its reader takes too long, and goes on while it reads', async () => {
    const { reader, seen } = setUp({ stopAt: 5 })
    for (const piece of ['1;', '2;', '3;']) {
      await vi.advanceTimersByTimeAsync(READER_TIMEOUT_MS - 1)
      expect(await textOf(reader)).toBe(piece)
    }
    await vi.advanceTimersByTimeAsync(READER_TIMEOUT_MS)
    await expect(reader.read()).rejects.toThrow('took too long')
    expect(seen).toMatchObject({ ended: 1, left: 1 })
  })

  it('is cut off when its turn has become another’s', async () => {
    const { reader, seen } = setUp({ keeps: false, stopAt: 9 })
    await textOf(reader)
    await vi.advanceTimersByTimeAsync(20_000)
    await expect(reader.read()).rejects.toThrow()
    expect(seen.left).toBe(1)
  })

  it('survives a database that is away for a moment', async () => {
    const { errors, reader, seen, turn } = setUp({ stopAt: 2 })
    turn.keep = () => Promise.reject(new Error('away'))
    turn.end = () => Promise.reject(new Error('away'))
    await textOf(reader)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await textOf(reader)).toBe('2;')
    expect(await textOf(reader)).toBeNull()
    expect([seen.left, errors.length]).toEqual([1, 1])
  })

  it('is cut off when what is read fails', async () => {
    const ended = vi.fn(async () => undefined)
    const failing = async function* () {
      yield '1;'
      throw new Error('gone')
    }
    const reader = turnStream({
      onError: () => undefined,
      pieces: failing(),
      turn: { end: ended, keep: async () => true },
    }).getReader()
    await textOf(reader)
    await expect(reader.read()).rejects.toThrow('gone')
    expect(ended).toHaveBeenCalledOnce()
  })
})
