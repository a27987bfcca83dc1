import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../src/access/byKey'
import { isSuperuser } from '../src/access/roles'
import { clientFinder } from '../src/imports/findClients'
import { IMPORT_PATH, UPLOAD_TIMES } from '../src/imports/importPath'
import { type ImportTurn, takeImportTurn } from '../src/imports/importTurn'
import { type PrivateFile, receiveFile } from '../src/imports/privateFile'
import { recordedImport } from '../src/imports/recordedImport'
import { IMPORT_FORMATS, type ImportOptions } from '../src/imports/types'
import { describeError } from '../src/lib/describeError'
import { answerOf, refusal } from '../src/refusals/refusals'
import { settings } from '../src/settings/settings'
import { requireLogin } from './shared/caller'
import { answerPacedLines } from './shared/pacedLines'

/** A JSON object of texts in a parameter: old names and new ones. */
const mapSchema = z
  .string()
  .max(20_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'is no JSON' })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.string()))

const querySchema = z.strictObject({
  apply: z.stringbool().default(false),
  calls: z.string().max(200).optional(),
  client: z.string().max(320).optional(),
  format: z.enum(IMPORT_FORMATS).optional(),
  map: mapSchema.default({}),
  staff: z
    .string()
    .max(20_000)
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  users: z.string().max(200).optional(),
})

const EXPECTED =
  'Pass the file as the body, and optionally format, client, map, users, calls, staff and apply. Other parameters are not allowed.'

const readQuery = (query: Record<string, unknown>) => {
  // Payload's authentication can add keys without a value to the query.
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const read = querySchema.safeParse(Object.fromEntries(given)).data
  if (!read) throw refusal('QUERY_INVALID', { message: EXPECTED })
  return read
}

/** @throws {Refusal} UNAUTHORIZED, NOT_BY_KEY, FORBIDDEN */
const requireSuperuserInPerson = (req: PayloadRequest): void => {
  requireLogin(req)
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
  if (!isSuperuser(req.user)) throw refusal('FORBIDDEN')
}

const clientIDOf = async ({ payload }: PayloadRequest, named: string | undefined) => {
  if (named === undefined) return undefined
  const client = await clientFinder(payload.db.pool)(named)
  if (!client) throw refusal('NOT_FOUND', { message: 'There is no such client.' })
  if (client.isStaff) throw refusal('CLIENTS_ONLY')
  return client.id
}

/** @throws {Refusal} BODY_TOO_LARGE, ENCODING_UNSUPPORTED, BODY_INVALID, BODY_TOO_SLOW */
const receive = async ({ body, headers }: PayloadRequest): Promise<PrivateFile> => {
  const { DATA_DIR, IMPORT_MAX_BYTES } = settings()
  if (Number(headers.get('content-length') ?? 0) > IMPORT_MAX_BYTES) throw refusal('BODY_TOO_LARGE')
  if (!/^(?:identity)?$/i.test(headers.get('content-encoding') ?? '')) {
    throw refusal('ENCODING_UNSUPPORTED')
  }
  if (!body) throw refusal('BODY_INVALID', { message: EXPECTED })
  return receiveFile({ body, dataDir: DATA_DIR, maxBytes: IMPORT_MAX_BYTES, times: UPLOAD_TIMES })
}

type Run = {
  apply: boolean
  file: PrivateFile
  format: (typeof IMPORT_FORMATS)[number] | undefined
  options: ImportOptions
  req: PayloadRequest
  signal: AbortSignal
  turn: ImportTurn
}

/** The lines of the answer. Whatever happens, the file is deleted, and then another import may run. */
async function* linesOf({
  apply,
  file,
  req,
  turn,
  ...run
}: Run): AsyncGenerator<object, void, void> {
  const { payload } = req
  try {
    const { path } = file
    const signal = AbortSignal.any([run.signal, turn.signal])
    yield* recordedImport({ ...run, dryRun: !apply, path, payload, req, signal })
  } catch (error) {
    payload.logger.error(`An import stopped half-way: ${describeError(error)}`)
    yield answerOf('UNFINISHED').body
  } finally {
    await file.remove().finally(() => turn.end())
  }
}

/**
 * `POST /api/import` with the file as body: shows what importing it would do, and with `apply=true` imports it. The
 * answer is NDJSON: `{type: 'format'}`, `{type: 'begin'}`, a `{type: 'row'}` for each row, and `{type: 'end'}`; or
 * `{type: 'unreadable'}`. One at a time for the whole desk: others are refused before their bodies are read. An
 * import goes on after its caller has gone; a dry run does not. Superusers, in person.
 */
export const importFile: Endpoint = {
  handler: async (req) => {
    requireSuperuserInPerson(req)
    const { apply, calls, client, format, map, staff, users } = readQuery(req.query)
    const clientID = await clientIDOf(req, client)
    const turn = await takeImportTurn(req.payload.db.pool)
    if (!turn) throw refusal('IMPORT_RUNNING')
    const file = await receive(req).catch(async (error: unknown) => {
      await turn.end()
      throw error
    })
    const gone = new AbortController()
    const options = { callsModel: calls, clientID, map, staff, usersModel: users }
    const lines = linesOf({ apply, file, format, options, req, signal: gone.signal, turn })
    return answerPacedLines(lines, () => {
      if (!apply) gone.abort()
    })
  },
  method: 'post',
  path: IMPORT_PATH,
}
