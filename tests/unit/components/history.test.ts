import { expect, it } from 'vitest'
import { AUDIT_ACTIONS } from '../../../src/audit/actions'
import { describe as tell, type Words } from '../../../src/components/History/describe'
import { entrySchema } from '../../../src/components/History/entry'
import { englishDesk } from './englishDesk'

const words: Words = {
  labelOf: (_, field) => ({ name: 'Name', setupStatus: 'Setup status' })[field] ?? field,
  valueOf: (_, __, value) => (value === null ? 'nothing' : String(value)),
}

const entry = (data: object) =>
  entrySchema.parse({
    action: 'changed',
    actorKind: 'staff',
    actorLabel: 'Ana',
    at: '2026-11-22T12:00:00.000Z',
    collection: 'users',
    id: 'one',
    label: 'Salon Sol',
    ...data,
  })

const say = (data: object, isOwn = false) =>
  tell({ desk: englishDesk(), entry: entry(data), isOwn, words })

it.each([
  [
    { changes: { setupStatus: ['Agent configured', 'Live'] } },
    'Ana changed Setup status for Salon Sol from Agent configured to Live',
  ],
  [
    {
      changes: { agencyName: [null, 'Bright Lines'] },
      collection: 'desk',
      label: 'Desk settings',
    },
    'Ana changed agencyName for Desk settings from nothing to Bright Lines',
  ],
  [{ changes: { adminNotes: 'changed' } }, 'Ana changed adminNotes for Salon Sol'],
  [
    { changes: { name: ['A', 'B'], setupStatus: [null, 'Live'] } },
    'Ana changed 2 fields for Salon Sol',
  ],
  [
    { changes: { setupStatus: 'changed' }, label: null, touchedCount: 4200 },
    'Ana changed Setup status for 4,200 users',
  ],
  [
    { action: 'logged_in', changes: { signInBy: [null, 'link'] }, label: null },
    'Ana logged in by the link of an email',
  ],
  [
    { action: 'logged_in', changes: { signInBy: [null, 'digits'] }, label: null },
    'Ana logged in by the digits of an email',
  ],
  [{ action: 'logged_in', label: null }, 'Ana logged in'],
  [
    { action: 'recording_played', collection: 'call-summaries', label: 'Ada Example' },
    'Ana played the recording for the call Ada Example',
  ],
  [{ action: 'deleted', collection: 'groups', label: 'Support' }, 'Ana deleted the group Support'],
  [
    { action: 'replayed', collection: 'webhook-deliveries', label: null, touchedCount: 1 },
    'Ana replayed 1 delivery',
  ],
  [
    { action: 'exported', actorKind: 'api_key', changes: { format: [null, 'csv'] }, via: 'CRM' },
    'Ana (by the API key “CRM”) exported calls as csv',
  ],
  [
    { action: 'key_revoked', changes: { apiKey: ['CRM', null] } },
    'Ana revoked the API key “CRM” for Salon Sol',
  ],
  [
    { action: 'login_failed', actorKind: 'visitor', actorLabel: null },
    'A login failed for Salon Sol',
  ],
  [{ action: 'created', actorKind: 'system', actorLabel: null }, 'The desk created Salon Sol'],
  [
    {
      action: 'reprojected',
      changes: {
        callsChanged: [null, 31],
        callsRead: [null, 1212],
        callsWithoutBodies: [null, 12],
      },
    },
    'Ana had past calls for Salon Sol read again with the mapping: 1,212 read, 31 changed, 12 left as they are',
  ],
  [
    {
      action: 'reprojected',
      changes: { callsChanged: [null, 0], callsRead: [null, 4], runEnded: [null, 'stopped'] },
      collection: 'field-mapping',
      label: null,
    },
    'Ana had past calls read again with the mapping: 4 read, 0 changed, 0 left as they are (ended early)',
  ],
  [
    { action: 'reprojected', collection: 'call-summaries', label: null, touchedCount: 31 },
    'Ana had 31 call summaries read again with the mapping',
  ],
])('says %j as people would', (data, sentence) => {
  expect(say(data)).toBe(sentence)
})

it('leaves out on a document’s own page whose it is', () => {
  expect(say({ action: 'token_rotated' }, true)).toBe('Ana rotated the webhook token')
  expect(say({ action: 'created' }, true)).toBe('Ana created this')
})

it.each(AUDIT_ACTIONS.map(({ value }) => value))('has a sentence for %s', (action) => {
  const sentence = say({ action, changes: { name: ['A', 'B'] } })
  expect(sentence).not.toContain(action.includes('_') ? action : '{{')
  expect(sentence).not.toMatch(/\{\{|desk:/)
})
