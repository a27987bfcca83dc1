import type { ClientCollectionConfig, Where } from 'payload'
import { describe, expect, it } from 'vitest'
import { selectionBody } from '../../../src/components/shared/selection'

const collectionConfig = {
  admin: { listSearchableFields: ['email', 'name'] },
  fields: [],
  slug: 'users',
} as unknown as ClientCollectionConfig

const searched = { or: [{ email: { like: 'berg' } }, { name: { like: 'berg' } }] }
const filtered: Where = { or: [{ and: [{ isActive: { equals: 'true' } }] }] }

const body = (selected: { search?: string; selectAll: string; where?: Where }) =>
  selectionBody({
    collectionConfig,
    ids: ['a', 'b'],
    search: selected.search,
    selectAll: selected.selectAll,
    where: selected.where,
  })

describe('selectionBody', () => {
  it.each(['some', 'allInPage'])('names the documents when %s are selected', (selectAll) => {
    expect(body({ search: 'berg', selectAll, where: filtered })).toEqual({ ids: ['a', 'b'] })
  })

  it('says “all” when the list is neither filtered nor searched', () => {
    expect(body({ selectAll: 'allAvailable' })).toEqual({ all: true })
    expect(body({ search: '', selectAll: 'allAvailable', where: {} })).toEqual({ all: true })
  })

  it('sends the filter, the search, or both', () => {
    expect(body({ selectAll: 'allAvailable', where: filtered })).toEqual({ where: filtered })
    expect(body({ search: 'berg', selectAll: 'allAvailable' })).toEqual({ where: searched })
    expect(body({ search: 'berg', selectAll: 'allAvailable', where: filtered })).toEqual({
      where: { and: [filtered, searched] },
    })
  })

  it('keeps an “or” that stands beside an “and”: the action must not reach further than the list', () => {
    const where: Where = { and: [{ name: { exists: true } }], or: [{ email: { exists: true } }] }

    expect(body({ search: 'berg', selectAll: 'allAvailable', where })).toEqual({
      where: { and: [where, searched] },
    })
  })
})
