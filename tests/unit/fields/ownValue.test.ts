import { describe, expect, it } from 'vitest'
import { changesOf } from '../../../src/fields/reprojection/changes'
import { shownFields } from '../../../src/fields/shownFields'
import { ownValue } from '../../../src/lib/values'
import { FIELD_TYPES } from '../../../src/vapi/mapping/mapping'
import { read, withData } from '../vapi/mapping/mapped'

const words = { currency: 'EUR', locale: 'en-US', no: 'No', timezone: 'UTC', yes: 'Yes' }

describe('a field with the name of something that each object inherits', () => {
  const key = 'constructor'

  it('has a value only if the call has one', () => {
    expect(ownValue({}, key)).toBeUndefined()
    expect(ownValue(null, key)).toBeUndefined()
    expect(ownValue({ constructor: 5 }, key)).toBe(5)
    for (const type of FIELD_TYPES) {
      const fields = [{ choices: [], key, label: 'Constructor', sources: [], type }]
      expect(shownFields({ fields, values: { other: 1 }, words })).toEqual([])
    }
  })

  it('is shown as what a new reading changes', () => {
    const before = { ...read(withData({})), currency: null }
    const after = { ...before, fields: { constructor: 'Bauer' } }
    expect(changesOf(before, after)).toEqual({ 'fields.constructor': [null, 'Bauer'] })
  })
})
