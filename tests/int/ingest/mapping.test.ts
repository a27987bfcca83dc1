import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { justBefore, watchStatements } from '../../helpers/beforeStatement'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { DESK_WITH_OUTCOMES, deskMeaning, meaning, SAID } from '../../helpers/mappings'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Client = Awaited<ReturnType<typeof makeClient>>

const START = Date.now() - 60_000

let client: Client
let desk: TestDesk
let root: Record<string, string>
let counter = 0

type Said = { at?: number; padding?: string; said?: string; summary?: string }

const bodyOf = (callID: string, { at = 0, padding, said = SAID, summary }: Said = {}) => ({
  message: {
    analysis: { structuredData: { result: said || undefined }, summary },
    call: { id: callID },
    padding,
    timestamp: START + at * 1000,
    type: 'end-of-call-report',
  },
})

const postTo = (token: string, body: unknown) =>
  asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${token}` })

const post = async (callID: string, said: Said = {}, to = client) => {
  const answer = await postTo(to.vapiWebhookToken, bodyOf(callID, said))
  expect(answer.status).toBe(200)
  return answer.body.state
}

const outcomesOf = async (callID: string) => {
  const { rows } = await desk.sql.query<{ outcome: null | string }>(
    'select outcome from call_summaries where vapi_call_id = $1',
    [callID],
  )
  return rows.map(({ outcome }) => outcome)
}

const deliveriesOf = async (callID: string) => {
  const { rows } = await desk.sql.query<{ id: string; state: string }>(
    'select id, state from webhook_deliveries where vapi_call_id = $1 order by received_at, id',
    [callID],
  )
  return rows
}

const newCall = () => {
  counter += 1
  return `mapped-${counter}`
}

const edit = async (fieldMapping: unknown, whose = client) => {
  const answer = await asJSON({
    body: { fieldMapping },
    headers: root,
    method: 'PATCH',
    url: `${desk.url}/api/users/${whose.id}`,
  })
  expect(answer.status).toBe(200)
}

const editDesk = async (mapping: unknown) => {
  const answer = await asJSON({
    body: { mapping },
    headers: root,
    url: `${desk.url}/api/globals/field-mapping`,
  })
  expect(answer.status).toBe(200)
}

/** As another process would: without a word to this one. */
const editElsewhere = (outcome: string, whose = client) =>
  desk.sql.query('update users set field_mapping = $2 where id = $1', [
    whose.id,
    JSON.stringify(meaning(outcome)),
  ])

const act = async (path: string, body: unknown) => {
  const answer = await asJSON({ body, headers: root, url: `${desk.url}/api/${path}` })
  expect(answer.status).toBe(200)
  return answer.body
}

const replay = async (callID: string) =>
  act('webhook-deliveries/replay', { ids: (await deliveriesOf(callID)).map(({ id }) => id) })

const reread = (callID: string) =>
  act('call-summaries/reread', { where: { vapiCallId: { equals: callID } } })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  await editDesk(DESK_WITH_OUTCOMES)
})

afterAll(() => desk.stop())

beforeEach(async () => {
  client = await makeClient(desk.payload, { emailNotifications: false })
})

describe('own amounts', () => {
  const DEPOSIT = {
    fields: [
      {
        choices: [],
        key: 'deposit',
        label: 'Deposit',
        sources: [{ from: 'path', name: 'analysis.structuredData.result', reader: 'money' }],
        type: 'money',
      },
    ],
    lines: {},
    values: [],
  }
  const pay = (currency: string) =>
    desk.sql.query('update users set currency = $2 where id = $1', [client.id, currency])
  const stored = async (callID: string) => {
    const { rows } = await desk.sql.query(
      'select fields, xmin::text as version from call_summaries where vapi_call_id = $1',
      [callID],
    )
    return rows[0]
  }

  it('are in the client’s currency of the moment when their report comes, and stay in it', async () => {
    await edit(DEPOSIT)
    await pay('USD')
    const [first, second, plain] = [newCall(), newCall(), newCall()]
    await post(first, { said: '$30' })
    await post(plain, { said: '30' })
    await pay('CAD')
    await post(second, { said: '$30' })
    const deposits = async () =>
      Promise.all([first, second, plain].map(async (id) => (await stored(id))?.fields.deposit))
    const wanted = ['USD', 'CAD', 'USD'].map((currency) => ({ amount: 30, currency }))
    expect(await deposits()).toEqual(wanted)
    await pay('EUR')
    const before = await stored(first)
    for (const call of [first, second, plain])
      expect(await reread(call)).toMatchObject({ changed: 0 })
    expect(await deposits()).toEqual(wanted)
    expect(await stored(first)).toEqual(before)
  })
})

describe('a mapping', () => {
  it('is what the very next report is read with, whenever it changes', async () => {
    const read = async () => {
      const callID = newCall()
      await post(callID)
      return await outcomesOf(callID)
    }
    const unmapped = await read()
    for (const outcome of ['first', 'second', 'third']) {
      await edit(meaning(outcome))
      expect(await read()).toEqual([outcome])
    }
    await edit(null)
    expect(await read()).toEqual(unmapped)
  })

  it('of the desk is for every client, with a client’s own over it', async () => {
    const other = await makeClient(desk.payload)
    await edit(meaning('own'), other)
    const [mine, theirs, later] = [newCall(), newCall(), newCall()]
    await editDesk(deskMeaning('of_the_desk'))
    await post(mine)
    await post(theirs, {}, other)
    await editDesk(deskMeaning('of_the_desk_now'))
    await post(later)
    await editDesk(DESK_WITH_OUTCOMES)
    expect(await outcomesOf(mine)).toEqual(['of_the_desk'])
    expect(await outcomesOf(theirs)).toEqual(['own'])
    expect(await outcomesOf(later)).toEqual(['of_the_desk_now'])
  })

  it('is used for reports by a former token and with a verified sender', async () => {
    const secret = 'the-secret-of-the-sender-1'
    const answer = await asJSON({
      body: { fieldMapping: meaning('verified'), vapiSender: { secret, verification: 'secret' } },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(answer.status).toBe(200)
    const url = `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`
    const callID = newCall()
    const refused = await asJSON({ body: bodyOf(callID), url })
    expect(refused.status).toBe(401)
    const sent = { body: bodyOf(callID), headers: { 'x-vapi-secret': secret }, url }
    expect((await asJSON(sent)).status).toBe(200)
    await edit(meaning('verified_still'))
    const next = newCall()
    expect((await asJSON({ ...sent, body: bodyOf(next) })).status).toBe(200)
    expect((await asJSON({ body: bodyOf(next), url })).status).toBe(401)
    expect([await outcomesOf(callID), await outcomesOf(next)]).toEqual([
      ['verified'],
      ['verified_still'],
    ])
  })

  it('is for each of several reports in one post', async () => {
    await edit(meaning('several'))
    await post(newCall())
    const calls = [newCall(), newCall(), newCall(), newCall(), newCall(), newCall()]
    await editElsewhere('several_now')
    const answer = await postTo(
      client.vapiWebhookToken,
      calls.map((callID) => bodyOf(callID)),
    )
    expect(answer.status).toBe(200)
    expect(await Promise.all(calls.map(outcomesOf))).toEqual(calls.map(() => ['several_now']))
  })

  it('is for large bodies too', async () => {
    await edit(meaning('large'))
    const callID = newCall()
    await post(callID, { padding: 'crème '.repeat(60_000) })
    await editElsewhere('larger')
    await post(callID, { at: 1, padding: 'brûlée '.repeat(60_000) })
    expect(await outcomesOf(callID)).toEqual(['larger'])
  })

  it('that nobody could have stored is no mapping, and stops no report', async () => {
    await desk.sql.query(`update users set field_mapping = '{"lines": 7}' where id = $1`, [
      client.id,
    ])
    expect(await post(newCall())).toBe('stored')
  })

  it('of nobody costs a report nothing: one statement, as before', async () => {
    await post(newCall())
    const watch = watchStatements(desk.payload.db.pool)
    await post(newCall())
    watch.restore()
    expect(watch.names).toEqual(['desk_store_quietly'])
  })

  it('that is known costs a report nothing either', async () => {
    await edit(meaning('known'))
    await post(newCall())
    const watch = watchStatements(desk.payload.db.pool)
    await post(newCall())
    watch.restore()
    expect(watch.names).toEqual(['desk_store_quietly'])
  })
})

describe('a mapping that changes just before', () => {
  beforeEach(async () => {
    await edit(meaning('before'))
    await post(newCall())
  })

  /** Changes the mapping just before that statement of the race. */
  const race = <Result>(statement: string, run: () => Promise<Result>) =>
    justBefore(desk.payload.db.pool, { act: () => editElsewhere('after'), race: run, statement })

  it('a new call is stored, is the one it is read with', async () => {
    const callID = newCall()
    await race('desk_store_quietly', () => post(callID))
    expect(await outcomesOf(callID)).toEqual(['after'])
    expect(await deliveriesOf(callID)).toHaveLength(1)
  })

  it('several are stored in one statement, is the one that all are read with', async () => {
    const calls = Array.from({ length: 24 }, newCall)
    await race('desk_store_first_', () => Promise.all(calls.map((callID) => post(callID))))
    // Those that were stored before the change were read with the mapping of then.
    const outcomes = await Promise.all(calls.map(outcomesOf))
    expect(outcomes.every(([outcome]) => outcome === 'before' || outcome === 'after')).toBe(true)
    const later = newCall()
    await post(later)
    expect(await outcomesOf(later)).toEqual(['after'])
    expect(outcomes.flat()).toContain('after')
  })

  it('a merge is written, is the one it is read with', async () => {
    const callID = newCall()
    await post(callID, { said: '' })
    expect(await race('desk_store_merged', () => post(callID, { at: 1, summary: 'more' }))).toBe(
      'merged',
    )
    expect(await outcomesOf(callID)).toEqual(['after'])
    expect(await deliveriesOf(callID)).toHaveLength(2)
  })

  it('a merge of a large body is written, is the one it is read with', async () => {
    const callID = newCall()
    await post(callID, { said: '' })
    const padding = 'crème '.repeat(60_000)
    await race('desk_store_merged', () => post(callID, { at: 1, padding }))
    expect(await outcomesOf(callID)).toEqual(['after'])
  })

  it('a repeat is kept, is the one it is read with', async () => {
    const callID = newCall()
    await post(callID)
    await post(callID, { at: 1, said: '', summary: 'more' })
    await race('desk_keep_repeat', () => post(callID))
    expect(await outcomesOf(callID)).toEqual(['after'])
    expect(await deliveriesOf(callID)).toHaveLength(3)
  })

  it('a body is kept for review, does not lose it or store it twice', async () => {
    const body = { message: { type: 'end-of-call-report' } }
    const count = async () => {
      const { rows } = await desk.sql.query(
        `select 1 from webhook_deliveries where client_id = $1 and state = 'needs_review'`,
        [client.id],
      )
      return rows.length
    }
    await race('desk_keep_for_review', () => postTo(client.vapiWebhookToken, body))
    expect(await count()).toBe(1)
  })

  it.each([
    ['a replay stores a lost call', 'desk_store_by_id_notifications', 'lost'],
    ['a replay merges into its call', 'desk_store_merged_by_id', 'merged'],
    ['a replay finds that it adds nothing', 'desk_keep_repeat_by_id', 'repeated'],
  ])('%s, is the one it is read with', async (_, statement, how) => {
    const callID = newCall()
    await post(callID)
    if (how === 'lost') {
      await desk.sql.query('delete from call_summaries where vapi_call_id = $1', [callID])
    }
    if (how === 'merged') {
      await desk.sql.query(`update call_summaries set outcome = 'wrong' where vapi_call_id = $1`, [
        callID,
      ])
    }
    if (how === 'repeated') await post(callID, { at: 1, said: '', summary: 'more' })
    await race(statement, () => replay(callID))
    expect(await outcomesOf(callID)).toEqual(['after'])
  })

  it('the bodies of a call are read again, is the one they are read with', async () => {
    const callID = newCall()
    await post(callID)
    await desk.sql.query(`update call_summaries set outcome = 'wrong' where vapi_call_id = $1`, [
      callID,
    ])
    await race('desk_read_bodies', () => reread(callID))
    expect(await outcomesOf(callID)).toEqual(['after'])
  })

  it('an edit is given back, is the one the call is read with', async () => {
    const callID = newCall()
    await post(callID)
    const { docs } = await desk.payload.find({
      collection: 'call-summaries',
      overrideAccess: true,
      where: { vapiCallId: { equals: callID } },
    })
    const id = docs[0]?.id ?? ''
    const edited = await asJSON({
      body: { outcome: 'by hand' },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/call-summaries/${id}`,
    })
    expect(edited.status).toBe(200)
    await race('desk_read_bodies', () =>
      act(`call-summaries/${id}/give-back`, { fields: ['outcome'] }),
    )
    expect(await outcomesOf(callID)).toEqual(['after'])
  })
})

describe('what was stored before a mapping changed', () => {
  it('is read with the mapping of now by a replay and by reading it again', async () => {
    await edit(meaning('then'))
    const [replayed, again] = [newCall(), newCall()]
    await post(replayed)
    await post(again)
    await edit(meaning('now'))
    await replay(replayed)
    await reread(again)
    expect([await outcomesOf(replayed), await outcomesOf(again)]).toEqual([['now'], ['now']])
    expect(await reread(again)).toMatchObject({ changed: 0, reread: 1 })
  })

  it('takes the new meaning from a report that comes once more', async () => {
    await edit(meaning('then'))
    const callID = newCall()
    await post(callID)
    await edit(meaning('now'))
    expect(await post(callID)).toBe('merged')
    expect(await outcomesOf(callID)).toEqual(['now'])
  })

  it('is read again without reading the mapping for each call', async () => {
    await edit(meaning('many'))
    const calls = Array.from({ length: 30 }, newCall)
    for (const callID of calls) await post(callID)
    await editElsewhere('many_now')
    const watch = watchStatements(desk.payload.db.pool)
    await act('call-summaries/reread', { where: { vapiCallId: { in: calls } } })
    watch.restore()
    expect(watch.names.filter((name) => name === 'desk_read_mapping')).toHaveLength(1)
    expect(await Promise.all(calls.map(outcomesOf))).toEqual(calls.map(() => ['many_now']))
  })
})

describe('an outcome that the desk marked as to do', () => {
  const isOpen = async (callID: string) => {
    const { rows } = await desk.sql.query<{ follow_up: null | string }>(
      'select follow_up from call_summaries where vapi_call_id = $1',
      [callID],
    )
    return rows[0]?.follow_up === 'open'
  }
  const mark = (followUp: boolean) =>
    editDesk({
      ...deskMeaning('quote'),
      outcomes: [{ colour: 'amber', followUp, key: 'quote', label: 'Wants a quote' }],
    })

  it('puts calls on the list of clients without a rule, when new and when merged', async () => {
    const [marked, merged, own, unmarked, callback] = Array.from({ length: 5 }, newCall)
    const ruled = await makeClient(desk.payload, {
      followUpRule: { endings: [], outcomes: ['booked'] },
    })
    await mark(true)
    await post(`${marked}`)
    await post(`${merged}`, { said: '' })
    await post(`${merged}`, { at: 1 })
    await post(`${own}`, {}, ruled)
    await post(`${callback}`, { said: 'callback' })
    await mark(false)
    await post(`${unmarked}`)
    await editDesk(DESK_WITH_OUTCOMES)
    const open = await Promise.all(
      [marked, merged, own, callback, unmarked].map((callID) => isOpen(`${callID}`)),
    )
    expect(open).toEqual([true, true, false, true, false])
  })
})
