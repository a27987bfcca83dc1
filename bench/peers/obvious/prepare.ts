import { getPayload } from 'payload'
import config from './payload.config'

// Creates the tables, and a client for each token.
const payload = await getPayload({ config })
for (const [index, vapiWebhookToken] of process.argv.slice(2).entries()) {
  await payload.create({
    collection: 'users',
    data: {
      currency: 'EUR',
      email: `client-${index}@desk.test`,
      password: 'a long enough password',
      vapiWebhookToken,
    },
    overrideAccess: true,
  })
}
process.exit(0)
