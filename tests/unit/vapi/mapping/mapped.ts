import type { JsonObject, JsonValue } from '../../../../src/lib/json'
import { effectiveMapping } from '../../../../src/vapi/mapping/effective'
import {
  type ClientMapping,
  clientMappingSchema,
  type DeskMapping,
  deskMappingSchema,
  type Mapping,
  type Reader,
  type Source,
} from '../../../../src/vapi/mapping/mapping'
import { maskSecrets } from '../../../../src/vapi/redact'
import { type CallReport, toCallReport } from '../../../../src/vapi/report'
import { TOKEN } from '../../../fixtures/reports'
import { copyOf } from '../copyOf'

export const RECEIVED_AT = new Date('2026-12-01T00:00:00.000Z')

export const path = (name: string, reader: Reader = 'text'): Source => ({
  from: 'path',
  name,
  reader,
})

export const output = (name: string, reader: Reader = 'text', inside?: string): Source => ({
  from: 'output',
  name,
  reader,
  ...(inside === undefined ? {} : { inside }),
})

export const variable = (name: string, reader: Reader = 'text', inside?: string): Source => ({
  ...output(name, reader, inside),
  from: 'variable',
})

type Given<Schema> = { [Key in keyof Schema]?: unknown }

let version = 0

/** A mapping as it is stored by people who map these parts. */
export const mappingOf = (client: Given<ClientMapping>, desk: Given<DeskMapping> = {}): Mapping => {
  version += 1
  const mapping = effectiveMapping({
    client: clientMappingSchema.parse(client),
    currency: 'EUR',
    desk: deskMappingSchema.parse(desk),
    version: `test ${version}`,
  })
  if (!mapping) throw new Error('Nothing is mapped')
  return mapping
}

/** A report with these fields of the message. */
export const reportOf = (message: JsonObject): JsonObject => ({
  message: { call: { id: 'call-1' }, type: 'end-of-call-report', ...message },
})

/** A report with this structured data. */
export const withData = (structuredData: JsonValue, message: JsonObject = {}): JsonObject =>
  reportOf({ ...message, analysis: { structuredData } })

export const read = (body: unknown, mapping: Mapping | null = null): CallReport => {
  const result = toCallReport(maskSecrets(copyOf(body), TOKEN), RECEIVED_AT, mapping)
  if (!result.ok) throw new Error(result.problem)
  return result.report
}
