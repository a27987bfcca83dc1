import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { intakePool } from '../../../src/database/connection/pool'
import type { CallSummary } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'

let desk: TestDesk
let token: string
let clientID: string

type Said = { at: number; data?: Record<string, unknown>; price?: string; summary?: string }

const START = Date.parse('2026-05-01T10:00:00.000Z')

const post = async (callID: string, { at, data, price, summary }: Said) => {
  const answer = await fetch(`${desk.url}/api/v1/vapi/webhook/${token}`, {
    body: JSON.stringify({
      message: {
        analysis: { structuredData: { ...data, ...(price ? { price } : {}) }, summary },
        call: { id: callID },
        timestamp: START + at * 1000,
        type: 'end-of-call-report',
      },
    }),
    method: 'POST',
  })
  return { ...(await answer.json()), status: answer.status }
}

const kept = async (callID: string): Promise<CallSummary> => {
  const { docs, totalDocs } = await desk.payload.find({
    collection: 'call-summaries',
    overrideAccess: true,
    where: { client: { equals: clientID }, vapiCallId: { equals: callID } },
  })
  expect(totalDocs).toBe(1)
  return docs[0] as CallSummary
}

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  const client = await makeClient(desk.payload, { currency: 'CAD' })
  token = client.vapiWebhookToken
  clientID = client.id
})

afterAll(() => desk.stop())

describe('merging in the database', () => {
  it('takes one trip for a report that is sent again', async () => {
    const said = { at: 10, summary: 'the same' }
    expect(await post('again', said)).toMatchObject({ state: 'stored', status: 200 })
    const connect = vi.spyOn(intakePool(desk.payload.db.pool), 'connect')
    expect(await post('again', said)).toMatchObject({ state: 'merged', status: 200 })
    expect(connect).toHaveBeenCalledOnce()
    connect.mockRestore()
  })

  it('lets a later report fill and update, an emptier or older one never erase', async () => {
    await post('m1', { at: 10, data: { outcome: 'booked', room: '4' }, summary: 'first' })
    await post('m1', { at: 20, data: { outcome: 'cancelled' }, price: '$30' })
    await post('m1', { at: 5, data: { room: '1', floor: '2' }, summary: 'too old' })
    expect(await kept('m1')).toMatchObject({
      currency: 'CAD',
      outcome: 'cancelled',
      price: 30,
      structuredData: { floor: '2', outcome: 'cancelled', room: '4' },
      summary: 'first',
    })
  })

  it('ends the same whatever the order, and however often a report comes', async () => {
    let call = 0
    const field = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined })
    const reports = fc.uniqueArray(
      fc.record({
        at: fc.integer({ max: 50, min: 1 }),
        data: fc.dictionary(fc.constantFrom('k1', 'k2'), fc.constantFrom('x', 'y', null)),
        summary: field,
      }),
      { maxLength: 4, minLength: 2, selector: ({ at }) => at },
    )
    await fc.assert(
      fc.asyncProperty(reports, fc.infiniteStream(fc.nat()), async (said, random) => {
        call += 1
        const shuffled = said
          .map((each) => ({ each, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each)
        for (const each of said) await post(`sorted-${call}`, each)
        for (const each of [...shuffled, ...said]) await post(`shuffled-${call}`, each)
        const { summary, structuredData, reportedAt } = await kept(`sorted-${call}`)
        expect(await kept(`shuffled-${call}`)).toMatchObject({
          reportedAt,
          structuredData,
          summary,
        })
      }),
      { numRuns: 25 },
    )
  })

  it('stores one summary of 50 simultaneous copies and answers each 200', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => post('copies', { at: 1, summary: 'same' })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(answers.filter(({ state }) => state === 'stored')).toHaveLength(1)
    expect(await kept('copies')).toMatchObject({ summary: 'same' })
  })

  it('loses none of 30 simultaneous reports that each say something of their own', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => post('crowd', { at: i + 1, data: { [`k${i}`]: i } })),
    )
    const { structuredData } = await kept('crowd')
    expect(Object.keys(structuredData ?? {})).toHaveLength(30)
  })
})

describe('what staff edited', () => {
  it('stays, cleared or set, whatever is reported earlier or later', async () => {
    const now = (Date.now() - START) / 1000
    await post('edited', { at: now - 60, data: { outcome: 'booked' }, summary: 'by the agent' })
    const { id } = await kept('edited')
    await desk.payload.update({
      collection: 'call-summaries',
      data: { outcome: null, summary: 'by a person' },
      id,
      overrideAccess: true,
    })
    const { edits } = await kept('edited')
    expect(Object.keys(edits ?? {}).sort()).toEqual(['outcome', 'summary'])
    for (const at of [now - 90, now - 60, now - 30, now + 60]) {
      await post('edited', { at, data: { outcome: 'reported' }, price: '$30', summary: 'reported' })
      expect(await kept('edited')).toMatchObject({
        edits,
        outcome: null,
        price: 30,
        summary: 'by a person',
      })
    }
  })

  it('is noted by field, and only where something changed', async () => {
    await post('noted', { at: 1, price: '$30', summary: 'by the agent' })
    const { edits: before, id } = await kept('noted')
    expect(before ?? null).toBeNull()
    const edit = (data: Partial<CallSummary>) =>
      desk.payload.update({ collection: 'call-summaries', data, id, overrideAccess: true })
    await edit({ outcome: null, price: 30, summary: 'by the agent' })
    expect((await kept('noted')).edits ?? null).toBeNull()
    await edit({ price: 31 })
    const { edits } = await kept('noted')
    expect(edits).toEqual({ price: expect.stringMatching(/^\d{4}-.*Z$/) })
    await edit({ hasRecording: true })
    expect(await kept('noted')).toMatchObject({
      edits: { ...(edits as object), hasRecording: expect.any(String) },
    })
  })

  it('survives reports that arrive while they save, and so do the reports', async () => {
    const rounds = Array.from({ length: 25 }, (_, round) => round)
    await post('racing', { at: 1, summary: 'first' })
    const { id } = await kept('racing')
    const edit = async () => {
      for (const round of rounds) {
        await desk.payload.update({
          collection: 'call-summaries',
          data: { customerName: `Ann ${round}` },
          id,
          overrideAccess: true,
        })
      }
    }
    // On a busy machine a report can be refused with 503; only what was answered 200 may not be lost.
    const taken: string[] = []
    const report = async () => {
      for (const round of rounds) {
        const { status } = await post('racing', { at: 2 + round, data: { [`k${round}`]: 1 } })
        if (status === 200) taken.push(`k${round}`)
      }
    }
    await Promise.all([edit(), report()])
    const call = await kept('racing')
    expect(call.customerName).toBe('Ann 24')
    expect(taken.length).toBeGreaterThan(20)
    expect(Object.keys(call.structuredData ?? {})).toEqual(expect.arrayContaining(taken))
  })

  it('is never lost to a report that says the same field meanwhile', async () => {
    const rounds = Array.from({ length: 25 }, (_, round) => round)
    await post('contended', { at: 1, summary: 'first' })
    const { id } = await kept('contended')
    const report = async () => {
      for (const round of rounds) await post('contended', { at: 2 + round, summary: `r${round}` })
    }
    const edit = async () => {
      for (const round of rounds.slice(0, 5)) {
        const summary = `edit ${round}`
        const collection = 'call-summaries'
        await desk.payload.update({ collection, data: { summary }, id, overrideAccess: true })
        expect((await kept('contended')).summary).toBe(summary)
      }
    }
    await Promise.all([edit(), report(), report()])
    expect((await kept('contended')).summary).toBe('edit 4')
  })
})
