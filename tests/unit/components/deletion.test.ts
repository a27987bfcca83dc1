import { describe, expect, it } from 'vitest'
import { deletionStep } from '../../../src/components/ClientPage/deletion'

const EVERYTHING = { mayDeactivate: true, mayDeleteCalls: true }

describe('deleting a client', () => {
  it.each([
    ['without anything', { calls: 0, deliveries: 0, isActive: true }, 'delete'],
    ['of which nothing is known', { calls: null, deliveries: null, isActive: true }, 'delete'],
    ['with calls', { calls: 3, deliveries: null, isActive: true }, 'deactivate'],
    ['with deliveries only', { calls: 0, deliveries: 1, isActive: true }, 'deactivate'],
    ['with calls that is inactive', { calls: 3, deliveries: 3, isActive: false }, 'delete'],
  ] as const)('is offered of one %s', (_, client, step) => {
    expect(deletionStep({ ...client, ...EVERYTHING })).toBe(step)
  })

  it('is not offered to those whom the server would refuse', () => {
    const client = { calls: 3, deliveries: 3 }
    const mayNotDeactivate = { ...EVERYTHING, mayDeactivate: false }
    expect(deletionStep({ ...client, ...mayNotDeactivate, isActive: true })).toBe('needsInactive')
    expect(deletionStep({ ...client, ...mayNotDeactivate, isActive: false })).toBe('delete')
    for (const isActive of [true, false]) {
      for (const mayDeactivate of [true, false]) {
        const may = { mayDeactivate, mayDeleteCalls: false }
        expect(deletionStep({ ...client, ...may, isActive })).toBe('needsCalls')
        expect(deletionStep({ calls: 0, deliveries: 0, ...may, isActive })).toBe('delete')
      }
    }
  })
})
