import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** How much each call of the dump has to say. */
const TRANSCRIPT =
  'AI: Good morning, how may I help you?\nUser: I would like a haircut on Tuesday.\n'.repeat(40)

type Dump = { calls: number; clients: number; path: string }

/**
 * Writes a dump as `manage.py dumpdata` does, calls first. Calls have transcripts of three kilobytes.
 * @returns its size in bytes
 */
export const makeDump = async ({ calls, clients, path }: Dump): Promise<number> => {
  const file = createWriteStream(path)
  const write = async (text: string) => {
    if (!file.write(text)) await once(file, 'drain')
  }
  const begin = Date.UTC(2025, 0, 1)
  await write('[')
  for (let pk = 1; pk <= calls; pk += 1) {
    const at = (minutes: number) => new Date(begin + (pk * 30 + minutes) * 60_000).toISOString()
    const fields = {
      call_id: `bench-${calls}-${pk}`,
      created_at: at(6),
      currency: 'EUR',
      customer_name: `Caller ${pk}`,
      customer_phone: '+12025550199',
      duration: '00:05:12',
      ended_at: at(5),
      outcome: pk % 2 ? 'booked' : 'Callback requested',
      price: pk % 2 ? '45.50' : null,
      service_name: 'Haircut',
      started_at: at(0),
      summary: `Caller ${pk} wants a haircut, and asks about prices and the way.`,
      transcript: TRANSCRIPT,
      user: (pk % clients) + 1,
    }
    await write(`${JSON.stringify({ fields, model: 'calls.callsummary', pk })}, `)
  }
  for (let pk = 1; pk <= clients; pk += 1) {
    const fields = {
      business_name: `Salon ${pk}`,
      email: `bench-${pk}@agency.test`,
      is_active: true,
      password: '!',
      vapi_webhook_token: `bench-token-of-client-${String(pk).padStart(6, '0')}`,
    }
    const end = pk === clients ? ']\n' : ', '
    await write(`${JSON.stringify({ fields, model: 'users.user', pk })}${end}`)
  }
  file.end()
  await finished(file)
  return file.bytesWritten
}
