import config from '@payload-config'
import { GRAPHQL_POST, REST_OPTIONS } from '@payloadcms/next/routes'
import { withCodes } from '../../../../graphql/errorCodes'

const handle = GRAPHQL_POST(config)

/** Payload's own response, with a code added to every error. */
export const POST = async (request: Request): Promise<Response> => withCodes(await handle(request))

export const OPTIONS = REST_OPTIONS(config)
