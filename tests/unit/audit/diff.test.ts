import { describe, expect, it } from 'vitest'
import { diff } from '../../../src/audit/diff'
import { eventsOf } from '../../../src/audit/eventsOf'

const users = (before: object | null, after: object) =>
  diff('users', before && { ...before }, { ...after })

describe('what an edit changed', () => {
  it('is shown with its values where those are harmless', () => {
    expect(users({ name: 'Ana', phone: null }, { name: 'Eva', phone: '+4930901820' })).toEqual({
      name: ['Ana', 'Eva'],
      phone: [null, '+4930901820'],
    })
  })

  it('is only named where nobody decided that they are', () => {
    expect(users({ aNewField: 'old secret' }, { aNewField: 'new secret' })).toEqual({
      aNewField: 'changed',
    })
  })

  it('is named by its field, not by the column that stands for it', () => {
    const before = { apiKeyIndex: 'a', hash: 'a', salt: 'a', vapiWebhookTokenIndex: 'a' }
    const after = { apiKeyIndex: 'b', hash: 'b', salt: 'b', vapiWebhookTokenIndex: 'b' }
    expect(users(before, after)).toEqual({
      apiKey: 'changed',
      password: 'changed',
      vapiWebhookToken: 'changed',
    })
  })

  it.each([
    ['nothing and an empty text', { name: null }, { name: '' }],
    ['a missing field and nothing', {}, { name: null }],
    ['a box never ticked and one that is not', { isStaff: null }, { isStaff: false }],
    ['no rows and none', { groups: [] }, { groups: null }],
    [
      'rows under new ids',
      { serviceHours: [{ closes: '17:00', id: 'a' }] },
      { serviceHours: [{ closes: '17:00', id: 'b' }] },
    ],
    ['what is encrypted again', { apiKey: 'cipher a' }, { apiKey: 'cipher b' }],
    ['stamps', { lastLogin: 'a', updatedAt: 'a' }, { lastLogin: 'b', updatedAt: 'b' }],
  ])('is nothing between %s', (_, before, after) => {
    expect(users(before, after)).toEqual({})
  })

  it('is shown where people type what the desk writes elsewhere', () => {
    expect(users({ label: 'Ana' }, { label: 'Eva' })).toEqual({})
    expect(diff('vapi-accounts', { label: 'Ana' }, { label: 'Eva' })).toEqual({
      label: ['Ana', 'Eva'],
    })
    const keys = diff('vapi-accounts', { key: 'cipher a' }, { key: 'cipher b' })
    expect(keys).toEqual({ key: 'changed' })
  })

  it('tells zero from nothing', () => {
    expect(diff('call-summaries', { price: null }, { price: 0 })).toEqual({ price: [null, 0] })
    expect(diff('call-summaries', { price: 0 }, { price: 45 })).toEqual({ price: [0, 45] })
  })

  it('is cut where it is long, between letters', () => {
    const [, after] = [users({ name: 'x' }, { name: '👩‍🦰'.repeat(500) }).name].flat()
    expect([...String(after)]).toHaveLength(201)
    expect(String(after).isWellFormed()).toBe(true)
  })
})

describe('what an edit did', () => {
  it('keeps credentials apart from the rest', () => {
    const before = { hash: 'a', name: 'Ana', vapiSender: { secret: 'a', verification: 'secret' } }
    const after = { hash: 'b', name: 'Eva', vapiSender: { secret: 'b', verification: 'secret' } }
    expect(eventsOf('users', before, after)).toEqual([
      { action: 'secret_changed', changes: null },
      { action: 'password_changed', changes: null },
      { action: 'changed', changes: { name: ['Ana', 'Eva'] } },
    ])
  })

  it('counts the step that a first token makes as part of it', () => {
    const before = { setupStatus: 'not_started', vapiWebhookTokenIndex: null }
    const after = { setupStatus: 'token_generated', vapiWebhookTokenIndex: 'a' }
    expect(eventsOf('users', before, after)).toEqual([
      { action: 'token_generated', changes: { setupStatus: ['not_started', 'token_generated'] } },
    ])
  })

  it('is something even when what was before is not known', () => {
    expect(eventsOf('users', null, { name: 'Ana' })).toEqual([{ action: 'changed', changes: null }])
  })
})
