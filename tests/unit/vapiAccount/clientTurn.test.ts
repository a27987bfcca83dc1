import { Pool } from 'pg'
import { afterEach, expect, it, vi } from 'vitest'
import { inClientTurn } from '../../../src/vapiAccount/setup/clientTurn'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('a client’s turn stays with who has it, however long Vapi takes for one place', async () => {
  vi.useFakeTimers()
  const queries: string[] = []
  vi.spyOn(Pool.prototype, 'query').mockImplementation((text: unknown) => {
    queries.push(String(text).trim().split(' ')[0] ?? '')
    return Promise.resolve({ rowCount: 1, rows: [] })
  })
  const slow = vi.fn(() => new Promise<void>((done) => setTimeout(done, 12 * 60_000)))
  const turn = inClientTurn(new Pool(), crypto.randomUUID(), slow)
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(queries).toEqual(['insert', 'update', 'update', 'update', 'update'])
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  await turn
  expect(queries.at(-1)).toBe('delete')
  expect(vi.getTimerCount()).toBe(0)
})
