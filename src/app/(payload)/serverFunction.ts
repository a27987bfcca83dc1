import { handleServerFunctions } from '@payloadcms/next/layouts'
import { headers as requestHeaders } from 'next/headers.js'
import { getPayload, type ImportMap, type SanitizedConfig } from 'payload'
import { executeAuthStrategies } from '../../payload/operations'
import { z } from 'zod'
import { mayCallServerFunction } from '../../access/serverFunctions'
import { refusal } from '../../refusals/refusals'

type ServerFunctionCall = {
  /** What the browser sent. Not validated yet. */
  asked: unknown
  config: Promise<SanitizedConfig>
  importMap: ImportMap
}

const callSchema = z.object({ args: z.record(z.string(), z.unknown()), name: z.string() })

/** Next only sends an error's `digest` to the browser. It logs the stack, which is not needed here. */
const notOpen = () => {
  const refused = refusal('ADMIN_ONLY')
  return Object.assign(refused, { digest: refused.code, stack: 'A server function was refused' })
}

/**
 * Runs one of the admin's server functions for users who may enter the admin, and refuses everything else. Next
 * answers a refusal with a bare 500; its own “not found” would render the whole page again. Payload looks the
 * name up in a plain object, where `constructor` is a function too, and accepts further functions in its
 * arguments. So only the name, which must be a known one, and the arguments of the call are passed on.
 */
export const runServerFunction = async ({
  asked,
  config,
  importMap,
}: ServerFunctionCall): Promise<unknown> => {
  const call = callSchema.safeParse(asked).data
  if (!call) throw notOpen()
  const headers = await requestHeaders()
  const payload = await getPayload({ config, cron: true, importMap })
  const { user } = await executeAuthStrategies({ headers, payload })
  if (!mayCallServerFunction({ name: call.name, user })) throw notOpen()
  return handleServerFunctions({ args: call.args, config, importMap, name: call.name })
}
