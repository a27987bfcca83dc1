import { describe, expect, it } from 'vitest'
import type { Lane, Leased } from '../../../src/outbox/lane'
import { makeAttempt } from '../../../src/outbox/makeAttempt'
import type { Outcome } from '../../../src/outbox/outcome'
import { nextTryBy, type Schedule } from '../../../src/outbox/schedule'
import { startLane } from '../../../src/outbox/startLane'
import type { Verdict } from '../../../src/outbox/verdict'

const start = new Date('2026-05-04T10:00:00Z')
const MINUTE = 60_000
const SENT: Outcome = { kind: 'sent', providerID: null }

const SCHEDULE: Schedule = {
  firstPauseMs: 2 * MINUTE,
  giveUpMs: 20 * MINUTE,
  growth: 4,
  longestPauseMs: 8 * MINUTE,
  mostAttempts: 3,
  shortestPauseMs: 10_000,
}

const words = { failed: 'It could not be tried.', tooSlow: 'It took too long.' }

let counter = 0
const leased = (more: Partial<Leased> = {}): Leased => {
  counter += 1
  return {
    attempts: 1,
    firstTriedAt: start,
    lease: `lease-${counter}`,
    leasedUntil: Date.now() + 60_000,
    ...more,
  }
}

const attemptOf = (
  attempt: Lane<Leased>['attempt'],
  { deadlineMs = 1_000, hold }: Partial<Lane<Leased>> = {},
) => ({
  attempt,
  deadlineMs,
  isDownWhenSlow: true,
  words,
  ...(hold && { hold }),
})

const make = (lane: ReturnType<typeof attemptOf>, item = leased()) => {
  const errors: unknown[] = []
  const stop = new AbortController().signal
  const onError = (error: unknown) => errors.push(error)
  return makeAttempt({ item, lane, now: () => new Date(), onError, stop }).then((outcome) => ({
    errors,
    outcome,
  }))
}

describe('a schedule', () => {
  it('gives up after so many attempts, or so much time, whichever comes first', () => {
    const next = (attempts: number, agoMs = 0) =>
      nextTryBy(SCHEDULE, {
        attempts,
        firstTriedAt: start,
        now: new Date(start.getTime() + agoMs),
        random: () => 1,
      })
    expect([next(1), next(2, MINUTE), next(3, MINUTE)]).toEqual([
      new Date(start.getTime() + 2 * MINUTE),
      new Date(start.getTime() + 9 * MINUTE),
      null,
    ])
    expect(next(2, 19 * MINUTE)).toEqual(new Date(start.getTime() + 20 * MINUTE))
    expect(next(1, 20 * MINUTE)).toBe(null)
  })
})

describe('an attempt', () => {
  it('is not made while something holds it back, or too little of the lease is left', async () => {
    let tries = 0
    const attempt = async () => {
      tries += 1
      return SENT
    }
    const held: Outcome = { kind: 'not_needed', problem: 'Off.' }
    expect((await make(attemptOf(attempt, { hold: () => held }))).outcome).toEqual(held)
    const late = leased({ leasedUntil: Date.now() + 500 })
    expect((await make(attemptOf(attempt), late)).outcome).toMatchObject({ kind: 'put_off' })
    const crashed = leased({ attempts: 101 })
    expect((await make(attemptOf(attempt), crashed)).outcome).toMatchObject({ kind: 'refused' })
    expect(tries).toBe(0)
    expect((await make(attemptOf(attempt))).outcome).toEqual(SENT)
  })

  it('is told when its time is over', async () => {
    let isTold = false
    const { outcome } = await make(
      attemptOf(
        (_, { late }) =>
          new Promise(() => {
            late.addEventListener('abort', () => {
              isTold = true
            })
          }),
        { deadlineMs: 20 },
      ),
    )
    expect(outcome).toMatchObject({ isProviderDown: true, kind: 'failed', problem: words.tooSlow })
    expect(isTold).toBe(true)
  })

  it('that throws counts as failed, and its error is passed on', async () => {
    const error = new Error('Broken')
    const { errors, outcome } = await make(attemptOf(() => Promise.reject(error)))
    expect(outcome).toMatchObject({ kind: 'failed', problem: words.failed })
    expect(errors).toEqual([error])
  })
})

type Queue = { finished: Verdict[]; givenBack: string[]; lane: Lane<Leased> }

const queueOf = (count: number, attempt: Lane<Leased>['attempt']): Queue => {
  let left = count
  const finished: Verdict[] = []
  const givenBack: string[] = []
  const lane: Lane<Leased> = {
    attempt,
    claim: async (limit) => {
      const now = Math.min(left, limit)
      left -= now
      return Array.from({ length: now }, () => leased())
    },
    deadlineMs: 30_000,
    finish: async (_, verdict) => {
      finished.push(verdict)
      return true
    },
    giveBack: async (leases) => {
      givenBack.push(...leases)
    },
    isDownWhenSlow: false,
    parallel: 4,
    schedule: SCHEDULE,
    words,
  }
  return { finished, givenBack, lane }
}

describe('lanes', () => {
  it('do not wait for each other: one with slow receivers never delays another', async () => {
    const errors: unknown[] = []
    const onError = (error: unknown) => errors.push(error)
    let hanging = 0
    let mails = 0
    const slow = queueOf(100, (_, { stop }) => {
      hanging += 1
      return new Promise((resolve) => {
        stop.addEventListener('abort', () => resolve({ dueAt: new Date(), kind: 'put_off' }))
      })
    })
    const fast = queueOf(40, async () => {
      mails += 1
      return SENT
    })
    const stopSlow = startLane({ lane: slow.lane, onError })
    const stopFast = startLane({ lane: fast.lane, onError })
    await expect.poll(() => mails, { timeout: 20_000 }).toBe(40)
    expect([hanging, slow.finished]).toEqual([4, []])
    await Promise.all([stopSlow(), stopFast()])
    expect(slow.finished.map(({ state }) => state)).toEqual(Array(4).fill('waiting'))
    expect([slow.givenBack, fast.givenBack, errors]).toEqual([[], [], []])
  })

  it('give back what does not end when they stop', async () => {
    let begun = 0
    const stuck = queueOf(2, () => {
      begun += 1
      return new Promise(() => undefined)
    })
    const stop = startLane({ lane: stuck.lane, onError: () => undefined })
    await expect.poll(() => begun).toBe(2)
    await stop()
    expect(stuck.givenBack.length).toBe(2)
  })
})
