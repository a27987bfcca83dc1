import type { CodeField, Field, JSONField } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk()
})
afterAll(() => desk?.stop())

const withNested = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => [
    field,
    ...('fields' in field ? withNested(field.fields) : []),
    ...('tabs' in field ? field.tabs.flatMap((tab) => withNested(tab.fields)) : []),
    ...('blocks' in field ? field.blocks.flatMap((block) => withNested(block.fields)) : []),
  ])

const isEdited = (field: Field): field is CodeField | JSONField =>
  field.type === 'json' || field.type === 'code'

/** All fields of JSON and code that a page of the admin shows. */
const shown = () =>
  desk.payload.config.collections
    .filter(({ admin }) => admin.hidden !== true)
    .flatMap(({ fields, slug }) =>
      withNested(fields)
        .filter(isEdited)
        .filter(({ admin, hidden }) => !hidden && !admin?.hidden && !admin?.disabled)
        .map(({ admin, name }) => ({
          isOurs: admin?.components?.Field !== undefined,
          name: `${slug}.${name}`,
        })),
    )

describe('Payload’s editor of JSON and code, which it loads from a public CDN', () => {
  it('is used for no field', () => {
    expect(shown().filter(({ isOurs }) => !isOurs)).toEqual([])
  })

  it('would be seen here', () => {
    expect(shown().map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'call-summaries.costBreakdown',
        'call-summaries.messages',
        'call-summaries.structuredData',
        'webhook-deliveries.body',
      ]),
    )
  })
})
