import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ask, Ceiling, type NoTurn, type Turn } from '../../../src/readLimit/ceiling'

const OWN = { atOnce: 2, maxWaitMs: 60_000, waiting: 3 }

const ask = (key: string, more: Partial<Ask> = {}): Ask => ({ groups: [], key, own: OWN, ...more })

const granted = (turn: NoTurn | Promise<NoTurn | Turn> | Turn): Turn => {
  if (typeof turn === 'string' || turn instanceof Promise) throw new Error('Not at once')
  return turn
}

describe('a ceiling', () => {
  it('gives each requester so many turns, and the next when one ends', async () => {
    const ceiling = new Ceiling({ atOnce: 10, waiting: 10 })
    const first = granted(ceiling.take(ask('one')))
    granted(ceiling.take(ask('one')))
    const waiting = ceiling.take(ask('one'))
    expect(waiting).toBeInstanceOf(Promise)
    granted(ceiling.take(ask('other')))
    first.end()
    first.end()
    expect(await waiting).toHaveProperty('end')
    expect(ceiling.state).toEqual({ running: 3, waiting: 0 })
  })

  it('refuses at once who has too much in line, and everybody when all lines are long', () => {
    const ceiling = new Ceiling({ atOnce: 10, waiting: 5 })
    for (let n = 0; n < 2 + 3; n += 1) void ceiling.take(ask('one'))
    expect(ceiling.take(ask('one'))).toBe('own')
    for (let n = 0; n < 2 + 2; n += 1) void ceiling.take(ask('other'))
    expect(ceiling.take(ask('other'))).toBe('all')
  })

  it('refuses who has waited too long, and says through whose doing', async () => {
    const ceiling = new Ceiling({ atOnce: 3, waiting: 10 })
    const own = { ...OWN, maxWaitMs: 1 }
    for (let n = 0; n < 2; n += 1) void ceiling.take(ask('one'))
    expect(await ceiling.take(ask('one', { own }))).toBe('own')
    granted(ceiling.take(ask('other')))
    expect(await ceiling.take(ask('third', { own }))).toBe('all')
    expect(ceiling.state).toEqual({ running: 3, waiting: 0 })
  })

  it('serves lines in turn, so that a long one holds up nobody else', async () => {
    const ceiling = new Ceiling({ atOnce: 1, waiting: 10 })
    const own = { ...OWN, waiting: 9 }
    const running = granted(ceiling.take(ask('much', { own })))
    const served: string[] = []
    const inLine = ['much', 'much', 'much', 'little'].map(async (key) => {
      const turn = await ceiling.take(ask(key, { own }))
      served.push(key)
      if (typeof turn !== 'string') turn.end()
    })
    running.end()
    await Promise.all(inLine)
    expect(served.indexOf('little')).toBeLessThan(2)
  })

  it('lets what else came in go between two of a line that take no time', async () => {
    const ceiling = new Ceiling({ atOnce: 1, waiting: 10 })
    const running = granted(ceiling.take(ask('one')))
    const order: string[] = []
    const inLine = [1, 2, 3].map(async () => {
      const turn = await ceiling.take(ask('one'))
      order.push('turn')
      if (typeof turn !== 'string') turn.end()
    })
    running.end()
    setImmediate(() => order.push('else'))
    await Promise.all(inLine)
    expect(order).toEqual(['turn', 'else', 'turn', 'turn'])
  })

  it('forgets who goes away while waiting', async () => {
    const ceiling = new Ceiling({ atOnce: 1, waiting: 10 })
    granted(ceiling.take(ask('one')))
    const connection = new EventEmitter()
    const waiting = ceiling.take(ask('other'), connection)
    connection.emit('close')
    await waiting
    expect(ceiling.state).toEqual({ running: 1, waiting: 0 })
    expect(connection.listenerCount('close')).toBe(0)
  })

  it('never exceeds a bound, and loses no turn, whatever comes and goes', async () => {
    const who = fc.record({ group: fc.boolean(), key: fc.constantFrom('a', 'b', 'c', 'd') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(who, { maxLength: 60 }),
        fc.infiniteStream(fc.nat(7)),
        async (asks, pick) => {
          const ceiling = new Ceiling({ atOnce: 4, waiting: 100 })
          const running: { key: string; turn: Turn }[] = []
          const settled: Promise<unknown>[] = []
          const check = () => {
            expect(ceiling.state.running).toBeLessThanOrEqual(4)
            for (const key of ['a', 'b', 'c', 'd']) {
              expect(running.filter((each) => each.key === key).length).toBeLessThanOrEqual(2)
            }
          }
          for (const { group, key } of asks) {
            const groups = group ? [{ atOnce: 1, name: 'group' }] : []
            const turn = ceiling.take(ask(key, { groups, own: { ...OWN, waiting: 99 } }))
            settled.push(
              Promise.resolve(turn).then((turn) => {
                if (typeof turn !== 'string') running.push({ key, turn })
              }),
            )
            await Promise.resolve()
            check()
            const [at] = pick
            if (at !== undefined && at < running.length) running.splice(at, 1)[0]?.turn.end()
          }
          for (let rounds = 0; rounds < 500 && ceiling.state.running > 0; rounds += 1) {
            await new Promise((resolve) => setImmediate(resolve))
            check()
            running.pop()?.turn.end()
          }
          await Promise.all(settled)
          expect(ceiling.state).toEqual({ running: 0, waiting: 0 })
        },
      ),
      { numRuns: 200 },
    )
  })
})
