import { readFile, rename, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Copies a client's calls to a CRM, once for each run. Run it every few minutes:
 *
 *     DESK=https://desk.example API_KEY=vcd_… CRM=https://crm.example/api CRM_TOKEN=… \
 *       node --import tsx examples/sync-to-crm.ts
 *
 * It remembers in `STATE` (default `sync-state.json`) how far it got. If it is interrupted, the next
 * run repeats at most one page, so the CRM has to take the same call twice: here by `PUT` with its ID.
 */
type Call = {
  customerName: null | string
  customerPhone: null | string
  id: string
  outcome: null | string
  price: null | number
  startedAt: null | string
  summary: null | string
}
type Changes = { docs: Call[]; hasNextPage: boolean; nextCursor: string }
type State = { cursor: string; syncedAt: string }

const FIELDS = ['customerName', 'customerPhone', 'outcome', 'price', 'startedAt', 'summary']
const HOUR_MS = 3_600_000
const MAX_ATTEMPTS = 5

const needed = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}.`)
  return value
}

const desk = needed('DESK')
const key = needed('API_KEY')
const crm = needed('CRM')
const crmToken = needed('CRM_TOKEN')
const stateFile = process.env.STATE ?? 'sync-state.json'

/** Without a readable file everything is copied once more, which does no harm. */
const readState = async (): Promise<State> => {
  try {
    return JSON.parse(await readFile(stateFile, 'utf8'))
  } catch {
    return { cursor: '1970-01-01', syncedAt: '1970-01-01T01:00:00Z' }
  }
}

/** Replaces the file in one step: a run that is interrupted leaves the old one. */
const writeState = async (state: State): Promise<void> => {
  await writeFile(`${stateFile}.new`, JSON.stringify(state))
  await rename(`${stateFile}.new`, stateFile)
}

/** Sends a request again while the other side is busy, after the time that it asks for. */
const request = async (url: string, init: RequestInit): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, init)
    if ((response.status !== 429 && response.status !== 503) || attempt === MAX_ATTEMPTS) {
      return response
    }
    await sleep(1000 * Number(response.headers.get('retry-after') ?? 5))
  }
}

const readChanges = async (cursor: string): Promise<'outdated' | Changes> => {
  const query = new URLSearchParams({ limit: '100', updatedSince: cursor })
  for (const field of FIELDS) query.set(`select[${field}]`, 'true')
  const response = await request(`${desk}/api/call-summaries?${query}`, {
    headers: { Authorization: `Bearer ${key}` },
  })
  // The database was restored, or another server took over.
  if (response.status === 410) return 'outdated'
  if (!response.ok) throw new Error(`The desk answered ${response.status}.`)
  return response.json()
}

const writeCall = async ({ id, ...call }: Call): Promise<void> => {
  const response = await request(`${crm}/calls/${id}`, {
    body: JSON.stringify(call),
    headers: { Authorization: `Bearer ${crmToken}`, 'Content-Type': 'application/json' },
    method: 'PUT',
  })
  if (!response.ok) throw new Error(`The CRM answered ${response.status} for call ${id}.`)
}

let state = await readState()
let count = 0
for (;;) {
  const syncedAt = new Date().toISOString()
  const changes = await readChanges(state.cursor)
  if (changes === 'outdated') {
    const anHourBefore = new Date(Date.parse(state.syncedAt) - HOUR_MS).toISOString()
    state = { ...state, cursor: anHourBefore }
    continue
  }
  for (const call of changes.docs) await writeCall(call)
  count += changes.docs.length
  state = { cursor: changes.nextCursor, syncedAt }
  await writeState(state)
  if (!changes.hasNextPage) break
}
console.log(`${count} calls copied`)
