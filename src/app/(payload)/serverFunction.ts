import { handleServerFunctions } from '@payloadcms/next/layouts'
import { headers as requestHeaders } from 'next/headers.js'
import { getPayload, type ImportMap, type SanitizedConfig } from 'payload'
import { executeAuthStrategies } from '../../payload/operations'
import { z } from 'zod'
import { mayCallServerFunction } from '../../access/serverFunctions'
import { refusal } from '../../refusals/refusals'

type Asked = {
  /** What the browser sent, whatever its type says. */
  asked: unknown
  config: Promise<SanitizedConfig>
  importMap: ImportMap
}

const askedSchema = z.object({ args: z.record(z.string(), z.unknown()), name: z.string() })

/** `digest` is all that Next passes on of an error; the stack is what it logs, where it was thrown is known. */
const notOpen = () => {
  const refused = refusal('ADMIN_ONLY')
  return Object.assign(refused, { digest: refused.code, stack: 'A server function was refused' })
}

/**
 * Runs one of the admin's server functions for whoever may enter the admin, and refuses everybody and
 * everything else. Next answers a refusal with 500 and nothing of it; its own “not found” would make the
 * page that was posted to anew. Payload looks the name up in a plain object, where `constructor` is a function too,
 * and takes further functions from what it is given: so nothing but the name and the arguments is
 * passed on, and the name is a known one.
 */
export const runServerFunction = async ({ asked, config, importMap }: Asked): Promise<unknown> => {
  const call = askedSchema.safeParse(asked).data
  if (!call) throw notOpen()
  const headers = await requestHeaders()
  const payload = await getPayload({ config, cron: true, importMap })
  const { user } = await executeAuthStrategies({ headers, payload })
  if (!(await mayCallServerFunction({ name: call.name, payload, user }))) throw notOpen()
  return handleServerFunctions({ args: call.args, config, importMap, name: call.name })
}
