import { openDataFolder, readOrCreateSecret } from '../dataFolder'
import type { Desk } from '../desk'
import { print } from '../print'
import { openAPI } from './api'
import { demoClients } from './clients'
import { seed } from './seed'

const email = 'demo@desk.example'

/**
 * The settings of the demo: its own data folder and its own superuser. It never touches another database,
 * so settings that point to one are ignored.
 */
export const prepareDemo = async ({
  env,
}: {
  env: NodeJS.ProcessEnv
}): Promise<{ password: string }> => {
  env.DATA_DIR ||= '.data/demo'
  const folder = await openDataFolder({ path: env.DATA_DIR })
  const password = await readOrCreateSecret({ bytes: 12, folder, name: 'demo-password' })
  Object.assign(env, {
    ADMIN_EMAIL: email,
    ADMIN_PASSWORD: password,
    // Empty instead of deleted: Next reads .env again and would set what is missing.
    DATABASE_URL: '',
    SERVER_URL: '',
  })
  return { password }
}

const box = (lines: readonly string[]): string => {
  const width = Math.max(...lines.map((line) => line.length))
  const rule = '─'.repeat(width + 2)
  const rows = lines.map((line) => `│ ${line.padEnd(width)} │`)
  return [`┌${rule}┐`, ...rows, `└${rule}┘`].join('\n')
}

const json = '-H "Content-Type: application/json"'

/** Creates the demo's data, and prints how to see it as staff and as a client. */
export const showDemo = async ({
  desk,
  password,
}: {
  desk: Desk
  password: string
}): Promise<void> => {
  print('Creating the demo’s clients and calls …')
  const api = await openAPI({ email, password, url: desk.localURL })
  const tokens = await seed({ api, password })
  const [client] = demoClients
  const token = client && tokens.get(client)
  if (client === undefined || token === undefined) return

  const { url } = desk
  const report = JSON.stringify({
    message: {
      analysis: { structuredData: { price: '$45' }, summary: 'Booked a fringe trim.' },
      artifact: { messages: [] },
      call: { id: 'my-first-call' },
      customer: { name: 'You', number: '+12025550199' },
      endedReason: 'customer-ended-call',
      startedAt: new Date().toISOString(),
      type: 'end-of-call-report',
    },
  })
  print('')
  print(
    box([
      'The demo is open.',
      '',
      `Admin     ${url}/admin`,
      `E-mail    ${email}`,
      `Password  ${password}   (for every user of this demo)`,
    ]),
  )
  print(`
1. Post a call, as Vapi would, to ${client.businessName}:

curl -X POST ${url}/api/v1/vapi/webhook/${token}/ ${json} \\
  -d '${report}'

2. Read it as ${client.businessName}, over REST:

TOKEN=$(curl -s ${url}/api/users/login ${json} \\
  -d '{"email":"${client.email}","password":"${password}"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
curl -sg "${url}/api/call-summaries?limit=3&select[customerName]=true&select[summary]=true&select[price]=true" \\
  -H "Authorization: JWT $TOKEN"

3. And over GraphQL:

curl -s ${url}/api/graphql ${json} -H "Authorization: JWT $TOKEN" \\
  -d '{"query":"{ CallSummaries(limit: 3) { totalDocs docs { customerName summary price currency } } }"}'
`)
}
