import type { RecordedEvent } from '../../../src/imports/recordedImport'
import type { ImportCounts } from '../../../src/imports/run'
import type { ImportRow } from '../../../src/imports/types'
import type { TestDesk } from '../../helpers/createTestDesk'
import { holdToCodes } from '../../helpers/requests'

type Sent = {
  file: string | Uint8Array
  headers?: Record<string, string>
  query?: Record<string, string>
}

/** What the desk answered to an upload. */
export type Uploaded = {
  code: string | undefined
  counts: ImportCounts | undefined
  events: RecordedEvent[]
  reason: string | undefined
  rows: ImportRow[]
  status: number
}

const parsed = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

const codeIn = (body: unknown): string | undefined => {
  const { errors }: { errors?: unknown } = Object(body)
  const [first]: unknown[] = Array.isArray(errors) ? errors : []
  const { code }: { code?: unknown } = Object(first)
  return typeof code === 'string' ? code : undefined
}

/** Uploads a file to be imported, and reads the answer to its end. */
export const upload = async (
  desk: Pick<TestDesk, 'url'>,
  { file, headers = {}, query = {} }: Sent,
): Promise<Uploaded> => {
  const url = `${desk.url}/api/import?${new URLSearchParams(query)}`
  const body = typeof file === 'string' ? file : Buffer.from(file)
  const response = await fetch(url, { body, headers, method: 'POST' })
  const lines = parsed(await response.text())
  for (const line of lines) holdToCodes(line, url)
  const events = lines as RecordedEvent[]
  const end = events.find((event) => event.type === 'end')
  const unreadable = events.find((event) => event.type === 'unreadable')
  return {
    code: codeIn(lines[0]),
    counts: end?.type === 'end' ? end.counts : undefined,
    events,
    reason: unreadable?.type === 'unreadable' ? unreadable.reason : undefined,
    rows: events.flatMap((event) => (event.type === 'row' ? [event.row] : [])),
    status: response.status,
  }
}

/** Uploads a file as a dry run, then as an import, then again. */
export const uploadThrice = async (desk: Pick<TestDesk, 'url'>, sent: Sent) => {
  const dry = await upload(desk, sent)
  const apply = { ...sent, query: { ...sent.query, apply: 'true' } }
  const first = await upload(desk, apply)
  return { dry, first, second: await upload(desk, apply) }
}

/** The counts of rows, those that are not named being 0. */
export const counts = (some: Partial<ImportCounts>): ImportCounts => ({
  change: 0,
  create: 0,
  error: 0,
  same: 0,
  skip: 0,
  ...some,
})
