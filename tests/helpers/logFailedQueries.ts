import { APIError, getPayload, logError } from 'payload'
import configPromise from '../../payload.config'

/** Makes a query fail in every way in which others write of it, for a test to read what was written. */
const secret = 'a-secret-of-a-call'
const payload = await getPayload({ config: await configPromise })
const failure: unknown = await payload.db.pool
  .query('select 1')
  .then(() =>
    payload.db.create({
      collection: 'call-summaries',
      data: { client: crypto.randomUUID(), summary: secret, vapiCallId: secret },
    }),
  )
  .catch((error: unknown) => error)
if (!(failure instanceof Error)) throw new Error('The query did not fail')
const wrapped = new Error(`Could not: ${failure.message}`, { cause: failure })
const original = Object.assign(new APIError('Could not'), { originalError: failure })

for (const err of [failure, wrapped, original]) {
  logError({ err, payload })
  logError({ err: Object.assign(new Error(err.message), { name: 'QueryError' }), payload })
  payload.logger.error(err)
  payload.logger.error({ err })
  payload.logger.error({ err, msg: `It failed: ${err.message}` })
  payload.logger.error({ err }, `It failed: ${err.message}`)
  payload.logger.error(err, 'It failed: %s', err.message)
  payload.logger.error(`It failed: ${err}`)
  payload.logger.error('It failed: %s %o', err, err)
  payload.logger.warn({ error: err, nested: { errors: [err] } })
  payload.logger.info(err.stack ?? '')
  payload.logger.child({ part: 'x' }).error({ err })
  console.error(err)
  console.error('It failed', err, [err], { err })
  console.error(err.stack)
  console.warn(`It failed: ${err.message}`)
}
payload.logger.info({ msg: 'the end' })
process.exit(0)
