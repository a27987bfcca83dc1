import { parse } from 'csv-parse/sync'
import type { TestDesk } from './createTestDesk'

type Headers = Record<string, string>
export type Exported = { headers: globalThis.Headers; status: number; text: string }

/** Sends an export's request and reads the file to its end. */
export const exported = async (
  desk: Pick<TestDesk, 'url'>,
  query: string,
  headers: Headers = {},
): Promise<Exported> => {
  const response = await fetch(`${desk.url}/api/call-summaries/export?${query}`, { headers })
  return { headers: response.headers, status: response.status, text: await response.text() }
}

/** The lines of an NDJSON file. */
export const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** The rows of a CSV file by the names in its head, as another program reads them. */
export const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true })

/** Adds calls of a client, all at once. */
export const fill = (
  desk: Pick<TestDesk, 'sql'>,
  {
    bytes = 900,
    client,
    count,
    name = 'bulk',
  }: { bytes?: number; client: { id: string }; count: number; name?: string },
) =>
  desk.sql.query(
    `insert into call_summaries
       (id, client_id, vapi_call_id, reported_at, started_at, customer_phone, summary)
     select uuidv7(), $1, $3 || n, now() - n * interval '1 minute', now() - n * interval '1 minute',
       '+49309018' || n, repeat('Ada asked for an appointment. ', $4::int / 30)
     from generate_series(1, $2::int) n`,
    [client.id, count, name, bytes],
  )
