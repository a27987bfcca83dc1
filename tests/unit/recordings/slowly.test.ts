import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { slowly } from '../../../src/recordings/slowly'

const PIECE = 64 * 1024

const source = (pieces: number) => {
  const state = { given: 0 }
  const all = async function* () {
    for (; state.given < pieces; state.given += 1) yield Buffer.alloc(PIECE, state.given)
  }
  return { all: all(), state }
}

it('a recording is read in steps, with pauses that leave the process its time', async () => {
  const { all, state } = source(12)
  const read: Buffer[] = []
  const done = (async () => {
    for await (const piece of slowly(all, new AbortController().signal))
      read.push(Buffer.from(piece))
  })()
  for (let at = 0; at < 20; at += 1) await setImmediate()
  expect(state.given).toBeLessThan(5)
  await done
  expect(read.map((piece) => piece[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
})

it('a pause ends with the signal, and a reader who leaves ends the source', async () => {
  const gone = new AbortController()
  const { all, state } = source(12)
  const pieces = slowly(all, gone.signal)[Symbol.asyncIterator]()
  for (let at = 0; at < 4; at += 1) await pieces.next()
  const next = pieces.next()
  gone.abort()
  expect((await next).done).toBe(false)
  await pieces.return?.()
  expect((await all.next()).done).toBe(true)
  expect(state.given).toBeLessThan(6)
})
