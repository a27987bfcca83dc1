import { describe, expect, it, vi } from 'vitest'
import { pacedBody } from '../../../src/recordings/play/pacedBody'
import { takeStream } from '../../../src/recordings/play/streams'
import { collect } from '../../helpers/audio'

const never = async function* (): AsyncGenerator<Uint8Array> {
  await new Promise(() => undefined)
}

const pieces = async function* (taken: { count: number; ended: boolean }) {
  try {
    for (; taken.count < 1_000; taken.count += 1) yield new Uint8Array([taken.count % 256])
  } finally {
    taken.ended = true
  }
}

describe('the body of a recording', () => {
  it('is read to its end, and says so once', async () => {
    const onEnd = vi.fn()
    const taken = { count: 0, ended: false }
    const body = pacedBody(pieces(taken), { onEnd })
    expect(await collect(body)).toHaveLength(1_000)
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('takes no more than is read', async () => {
    const taken = { count: 0, ended: false }
    const reader = pacedBody(pieces(taken), { onEnd: () => undefined }).getReader()
    await reader.read()
    await reader.read()
    expect(taken.count).toBeLessThan(4)
    await reader.cancel()
  })

  it('ends its source when the reader goes', async () => {
    const onEnd = vi.fn()
    const taken = { count: 0, ended: false }
    const reader = pacedBody(pieces(taken), { onEnd }).getReader()
    await reader.read()
    await reader.cancel()
    expect(onEnd).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(taken.ended).toBe(true))
  })

  it('is given up when the source stands still', async () => {
    const onEnd = vi.fn()
    const body = pacedBody(never(), { onEnd, sourceMs: 20 })
    await expect(collect(body)).rejects.toThrow('stood still')
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('is given up when nobody reads it', async () => {
    const onEnd = vi.fn()
    const reader = pacedBody(pieces({ count: 0, ended: false }), {
      onEnd,
      readerMs: 20,
    }).getReader()
    await reader.read()
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledTimes(1))
    await expect(reader.read()).rejects.toThrow()
    const untouched = vi.fn()
    pacedBody(pieces({ count: 0, ended: false }), { onEnd: untouched, readerMs: 20 })
    await vi.waitFor(() => expect(untouched).toHaveBeenCalledTimes(1))
  })

  it('fails when the source does', async () => {
    const onEnd = vi.fn()
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1])
      throw new Error('A frame does not open')
    }
    await expect(collect(pacedBody(broken(), { onEnd }))).rejects.toThrow('does not open')
    expect(onEnd).toHaveBeenCalledTimes(1)
  })
})

describe('recordings that are sent', () => {
  it('are four at a time for one person', () => {
    const open = Array.from({ length: 4 }, () => takeStream('ada'))
    expect(() => takeStream('ada')).toThrow(expect.objectContaining({ code: 'TOO_MANY_REQUESTS' }))
    const other = takeStream('bob')
    other()
    const [first, ...rest] = open
    first?.()
    // Giving a place back twice frees one place.
    first?.()
    const again = takeStream('ada')
    expect(() => takeStream('ada')).toThrow()
    again()
    for (const giveBack of rest) giveBack()
  })

  it('are forty at a time for all', () => {
    const open = Array.from({ length: 40 }, (_, at) => takeStream(`person ${at}`))
    expect(() => takeStream('one more')).toThrow(expect.objectContaining({ code: 'BUSY' }))
    for (const giveBack of open) giveBack()
    takeStream('one more')()
  })
})
