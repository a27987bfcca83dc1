import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/components/History/entry'
import { foldViews } from '../../../src/components/History/foldViews'

const entry = (id: string, action: string, who: string, via: null | string = null): Entry => ({
  action,
  actorEmail: `${who}@desk.test`,
  actorKind: 'staff',
  actorLabel: who,
  at: '2026-11-28T10:00:00.000Z',
  changes: {},
  collection: 'users',
  id,
  ip: null,
  label: null,
  touchedCount: null,
  via,
})

const fold = (...entries: Entry[]) => foldViews(entries).map(({ id, times }) => [id, times])

describe('the history of a client', () => {
  it('counts views of the token that follow one another as one line, the newest', () => {
    const views = ['1', '2', '3'].map((id) => entry(id, 'token_shown', 'Ann'))
    expect(fold(...views, entry('4', 'changed', 'Ann'))).toEqual([
      ['1', 3],
      ['4', 1],
    ])
  })

  it('keeps those of others, by another key, and before a change apart', () => {
    expect(
      fold(
        entry('1', 'token_shown', 'Ann'),
        entry('2', 'token_shown', 'Ben'),
        entry('3', 'token_shown', 'Ben', 'CRM'),
        entry('4', 'changed', 'Ben'),
        entry('5', 'token_shown', 'Ben'),
      ),
    ).toEqual(['1', '2', '3', '4', '5'].map((id) => [id, 1]))
  })

  it('makes one line of nothing else', () => {
    expect(fold(entry('1', 'changed', 'Ann'), entry('2', 'changed', 'Ann'))).toHaveLength(2)
  })
})
