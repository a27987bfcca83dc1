import { describe, expect, it } from 'vitest'
import {
  knownMapping,
  mappingOfVersion,
  NO_MAPPING,
  parseMapping,
  readMappingOf,
} from '../../../src/fields/readMappings'
import { deskMeaning, meaning } from '../../helpers/mappings'

const stored = (version: string, client: unknown, desk: unknown = null) => ({
  client_currency: 'EUR',
  client_mapping: client === null ? null : JSON.stringify(client),
  desk_mapping: desk === null ? null : JSON.stringify(desk),
  mapping_version: version,
})

/** A database that knows one client, and counts what it is asked. */
const databaseOf = (row: ReturnType<typeof stored> | null) => {
  const asked: string[] = []
  return {
    asked,
    query: async ({ name }: { name?: string }) => {
      asked.push(name ?? '')
      const rows = row === null ? [] : [{ ...row, version: row.mapping_version }]
      return { command: '', fields: [], oid: 0, rowCount: rows.length, rows: [...rows] as never[] }
    },
  }
}

describe('a mapping', () => {
  it('is parsed once for each version, and shared', () => {
    const first = parseMapping(stored('shared', null, deskMeaning('shared')))
    const again = parseMapping(stored('shared', null, deskMeaning('shared')))
    expect(first.mapping?.values).toMatchObject({ 'ja, gebucht': 'shared' })
    expect(again.mapping).toBe(first.mapping)
  })

  it('of the client stands over the desk’s', () => {
    const { mapping } = parseMapping(stored('both', meaning('own'), deskMeaning('of_the_desk')))
    expect(mapping).toMatchObject({ values: { 'ja, gebucht': 'own' }, version: 'both' })
  })

  it.each([null, {}, 7, 'text', [], { lines: 7 }, { fields: 'none' }])(
    'is null if what is stored maps nothing, or is no mapping: %j',
    (client) => {
      const version = `nothing ${JSON.stringify(client)}`
      expect(parseMapping(stored(version, client))).toEqual({ mapping: null, version })
      expect(knownMapping(version)).toBe(null)
    },
  )

  it('that nobody has is known without asking', () => {
    expect(knownMapping(NO_MAPPING)).toBe(null)
    expect(knownMapping('never seen')).toBeUndefined()
  })

  it('is read from the database only if its version is not in memory', async () => {
    const database = databaseOf(stored('read', meaning('read')))
    const read = await readMappingOf(database, 'client')
    expect(read.version).toBe('read')
    expect(await readMappingOf(database, 'client')).toEqual(read)
    expect(await mappingOfVersion(database, { clientID: 'client', version: 'read' })).toEqual(read)
    expect(database.asked).toEqual([
      'desk_read_mapping_version',
      'desk_read_mapping',
      'desk_read_mapping_version',
    ])
  })

  it('of a client that does not exist is none', async () => {
    expect(await readMappingOf(databaseOf(null), 'nobody')).toEqual({
      mapping: null,
      version: NO_MAPPING,
    })
  })
})

describe('mappings in memory', () => {
  it('have a limit in bytes: the one that was used least recently is forgotten first', () => {
    // Not valid, so that it maps nothing; its size counts all the same.
    const large = { padding: 'x'.repeat(2 ** 20) }
    parseMapping(stored('kept', meaning('kept')))
    for (let count = 0; count < 40; count += 1) {
      parseMapping(stored(`large ${count}`, large))
      expect(knownMapping('kept')).toBeDefined()
    }
    expect(knownMapping('large 0')).toBeUndefined()
    expect(knownMapping('large 39')).toBe(null)
    const known = Array.from({ length: 40 }, (_, count) => knownMapping(`large ${count}`))
    expect(known.filter((each) => each !== undefined).length).toBeLessThanOrEqual(16)
  })

  it('keep the newest, even if it alone is larger than that', () => {
    parseMapping(stored('huge', { padding: 'x'.repeat(20 * 2 ** 20) }))
    expect(knownMapping('huge')).toBe(null)
    expect(knownMapping('kept')).toBeUndefined()
  })
})
