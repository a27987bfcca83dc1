import { describe, expect, it } from 'vitest'
import { doneText } from '../../../src/portal/call/doneText'
import { dueInput, readDueTime } from '../../../src/portal/call/dueTime'
import { extractedFacts } from '../../../src/portal/call/extractedFacts'
import { listField, pageOfForm, wholePath } from '../../../src/portal/call/forms'
import type { WholeCall } from '../../../src/portal/call/readWholeCall'
import { shownTranscript, shownTurns } from '../../../src/portal/call/shownTurns'
import { readToDoPlace, writeToDoPlace } from '../../../src/portal/todo/readToDo'
import { textsFor } from '../../../src/translations/texts'

const ID = '0196b7a0-1111-7222-8333-444455556666'
const texts = textsFor({ country: 'GB', language: 'en' })

describe('when something is due', () => {
  it.each([
    ['2026-11-30T09:30', 'Europe/Berlin', '2026-11-30T08:30:00.000Z'],
    ['2026-11-30T09:30:15', 'America/New_York', '2026-11-30T14:30:00.000Z'],
    // The clocks skip this half hour.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('%s in %s is %s', (typed, zone, time) => {
    expect(readDueTime(typed, zone)).toBe(time)
  })

  it.each([
    '',
    'tomorrow',
    '2026-11-30',
    '2026-02-30T10:00',
    '2026-11-30T25:00',
    '9999-01-01T10:00',
  ])('is not %j', (typed) => {
    expect(readDueTime(typed, 'Europe/Berlin')).toBeNull()
  })

  it('is typed as it was stored', () => {
    const time = '2026-07-01T10:15:00.000Z'
    expect(dueInput(time, 'Asia/Tokyo')).toBe('2026-07-01T19:15')
    expect(readDueTime(dueInput(time, 'Asia/Tokyo'), 'Asia/Tokyo')).toBe(time)
    expect(dueInput(null, 'Asia/Tokyo')).toBe('')
  })
})

describe('what was said', () => {
  const turn = (text: string, at: null | number = null) => ({ at, role: 'user', text })

  it('is shown with the time of each turn, and without what is hidden', () => {
    expect(
      shownTurns([turn(' Hello\u202e ', 65), turn(' '), { role: 'x' }], {
        characters: 100,
        turns: 10,
      }),
    ).toEqual({
      isWhole: true,
      text: '',
      turns: [{ at: '1:05', role: 'user', seconds: 65, text: 'Hello' }],
    })
  })

  it('ends where a page would be too long', () => {
    const many = Array.from({ length: 500 }, (_, at) => turn(`turn ${at}`))
    const limit = { characters: 1_000, turns: 20 }
    expect(shownTurns(many, limit)).toMatchObject({ isWhole: false, turns: { length: 20 } })
    const long = shownTurns([turn('x'.repeat(700)), turn('y'.repeat(700)), turn('z')], limit)
    expect(long.isWhole).toBe(false)
    expect(long.turns.map(({ text }) => text.length)).toEqual([700, 300])
  })

  it('is one text where there are no turns', () => {
    expect(shownTranscript('a\r\nb', { characters: 10, turns: 1 })).toEqual({
      isWhole: true,
      text: 'a\nb',
      turns: [],
    })
    const long = shownTranscript('x'.repeat(5_000_000), { characters: 10, turns: 1 })
    expect(long).toEqual({ isWhole: false, text: 'x'.repeat(10), turns: [] })
  })
})

describe('what the agent noted', () => {
  const factsOf = (structuredData: unknown, more: Partial<WholeCall> = {}) => {
    const call: WholeCall = { id: ID, messages: null, structuredData, ...more }
    return extractedFacts(call, texts, [
      { key: 'party', label: 'Party size' },
      { key: 'room', label: 'Room' },
    ])
  }

  it('is under labels for people, without what the page says anyway', () => {
    const fields = { former: 'Friday', party: 'four people' }
    const call = { customerName: 'Ada Example', fields, outcome: 'Booked', price: 45 }
    expect(
      factsOf(
        {
          customer_name: 'ada example',
          isNewCustomer: true,
          outcome: 'booked',
          party_size: '4, perhaps 5',
          people: 'Four people',
          room: 'With a view',
          preferredDay: { day: 'Friday', from: '10:00' },
          price: 45,
        },
        call,
      ),
    ).toEqual([
      { label: 'Is new customer', value: 'Yes' },
      // The field has no value.
      { label: 'Room', value: 'With a view' },
      { label: 'Preferred day › Day', value: 'Friday' },
      { label: 'Preferred day › From', value: '10:00' },
    ])
  })

  it('is bounded', () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`field${at}${'l'.repeat(300)}`, 'v'.repeat(9_000)]),
    )
    const facts = factsOf(many)
    expect(facts).toHaveLength(60)
    expect(facts[0]?.label).toHaveLength(120)
    expect(facts[0]?.value).toHaveLength(1_000)
  })
})

describe('the page of a form about a call', () => {
  it('is the call, with the list from which it was opened', () => {
    const list = listField({
      before: null,
      fields: {},
      from: '2026-11-01',
      search: 'a&b',
      shown: { kind: 'missed' },
      to: null,
    })
    expect(pageOfForm({ id: ID, list })).toBe(`/calls/${ID}?show=missed&q=a%26b&from=2026-11-01`)
    expect(pageOfForm({ done: 'call.saved', id: ID, list: '' })).toBe(
      `/calls/${ID}?done=call.saved`,
    )
    expect(pageOfForm({ done: 'todo.saved', from: 'to-do', id: ID })).toBe('/to-do?done=todo.saved')
  })

  it.each(['//evil.test', '../x', `${ID}/../../admin`, '', undefined])(
    'leads nowhere else for %j',
    (id) => {
      expect(pageOfForm({ id, list: 'x=//evil.test' })).toBe('/to-do')
    },
  )

  it('says only what it knows', () => {
    expect(doneText('call.saved', texts)).toBe('Saved.')
    expect(doneText('shell.skip', texts)).toBeUndefined()
    expect(doneText(['call.saved'], texts)).toBeUndefined()
  })

  it('has a longer one with all of the conversation', () => {
    const all = {
      before: null,
      fields: {},
      from: null,
      search: '',
      shown: { kind: 'all' },
      to: null,
    } as const
    expect(wholePath(ID, all)).toBe(`/calls/${ID}?all=1#conversation`)
  })
})

describe('a place among what is to do', () => {
  it('comes back from an address', () => {
    for (const due of [null, '2026-11-29T10:00:00.000Z']) {
      for (const reported of [null, '2026-11-28T10:00:00.000Z']) {
        const place = { due, id: ID, reported }
        expect(readToDoPlace(writeToDoPlace(place))).toEqual(place)
      }
    }
  })

  it.each(['', '__', ID, `x__${ID}`, `__${ID}_x`])('is not %j', (text) => {
    expect(readToDoPlace(text)).toBeNull()
  })
})
