import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ItemSplitter, readJsonItems } from '../../../src/imports/django/jsonItems'

const folder = mkdtempSync(join(tmpdir(), 'desk-items-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = async (content: string | Uint8Array, chunkBytes = 7): Promise<unknown[]> => {
  const path = join(folder, 'file.json')
  writeFileSync(path, content)
  const items: unknown[] = []
  for await (const { item } of readJsonItems({ chunkBytes, path })) items.push(item)
  return items
}

const RECORDS = [
  { fields: { name: 'Zoë “💇” \\ "x" [1] {2}' }, pk: 1 },
  { fields: { nested: [[{ a: ']}' }], {}] }, pk: 2 },
  {},
]

describe('the objects of a JSON file', () => {
  it.each([1, 2, 3, 5, 64, 1 << 16])('are read in chunks of %i bytes', async (bytes) => {
    expect(await read(JSON.stringify(RECORDS), bytes)).toEqual(RECORDS)
    expect(await read(JSON.stringify(RECORDS, null, 2), bytes)).toEqual(RECORDS)
    const lines = `${RECORDS.map((record) => JSON.stringify(record)).join('\r\n')}\n`
    expect(await read(lines, bytes)).toEqual(RECORDS)
    expect(await read(`\uFEFF ${JSON.stringify(RECORDS)}\n\n`, bytes)).toEqual(RECORDS)
  })

  it('are the same however the text is split', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }), {
            maxKeys: 4,
          }),
          { maxLength: 5 },
        ),
        fc.boolean(),
        fc.array(fc.nat(400), { maxLength: 8 }),
        (records, isList, cuts) => {
          const clean = JSON.parse(JSON.stringify(records))
          const text = isList
            ? JSON.stringify(clean)
            : clean.map((record: unknown) => JSON.stringify(record)).join('\n')
          const places = [0, ...cuts.filter((cut) => cut < text.length), text.length].sort(
            (a, b) => a - b,
          )
          const splitter = new ItemSplitter()
          const items = places.flatMap((place, index) => [
            ...splitter.push(text.slice(places[index - 1] ?? 0, place)),
          ])
          expect(items.map(({ item }) => item)).toEqual(clean)
          expect(items.map(({ number }) => number)).toEqual(
            clean.map((_: unknown, i: number) => i + 1),
          )
          if (isList || clean.length > 0) splitter.end()
        },
      ),
      { numRuns: 40 },
    )
  })

  it.each([
    ['an empty file', '', 'The file is empty.'],
    ['only spaces', ' \n', 'The file is empty.'],
    ['a list that was cut off', '[{"a":1},{"b"', 'cut off'],
    ['a list without its end', '[{"a":1}', 'cut off'],
    ['a comma at the end', '[{"a":1},]', 'After object 1'],
    ['no comma', '[{"a":1} {"b":2}]', 'After object 1'],
    ['something after the list', '[{"a":1}] x', 'After object 1'],
    ['another list', '[][]', 'After object 0'],
    ['a number', '42', 'not JSON'],
    ['CSV', 'email,name\na@b.c,A', 'not JSON'],
    ['numbers in the list', '[1,2]', 'After object 0'],
    ['a broken object', '[{"a":1},{"b":}]', 'Object 2 of the file is not valid JSON.'],
    ['brackets that do not match', '[{"a":[1}]]', 'not valid JSON'],
    ['too deep nesting', `[{"a":${'['.repeat(300)}`, 'nested too deeply'],
  ])('%s is refused with a sentence', async (_, content, reason) => {
    await expect(read(content)).rejects.toThrow(reason)
  })

  it('text in another encoding is refused', async () => {
    await expect(read(Buffer.from('[{"a":"é"}]', 'latin1'))).rejects.toThrow('not UTF-8')
    await expect(read(Buffer.from('[{"a":"é"}]', 'utf16le'))).rejects.toThrow()
    await expect(read(Buffer.from('[{"a":"é').subarray(0, -1))).rejects.toThrow('not UTF-8')
  })
})
