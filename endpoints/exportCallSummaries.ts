import type { Endpoint, SelectType, Where } from 'payload'
import { z } from 'zod'
import { isStaff } from '../src/access/roles'
import { recordAudit } from '../src/audit/record'
import { BatchReads, readBatches } from '../src/exports/batches'
import { takeExportTurn } from '../src/exports/exportTurn'
import { fileName } from '../src/exports/fileName'
import { csv, type Format, ndjson } from '../src/exports/formats'
import { readOwnColumns } from '../src/exports/ownColumns'
import { permitExport } from '../src/exports/permit'
import { turnStream } from '../src/exports/turnStream'
import { isObject } from '../src/lib/values'
import { parseParams } from '../src/payload/operations'
import { withSearch } from '../src/reading/search'
import { refusal } from '../src/refusals/refusals'
import { requireLogin } from './shared/caller'

const querySchema = z.strictObject({
  bom: z.stringbool().default(false),
  format: z.enum(['csv', 'ndjson']),
  search: z.string().optional(),
  select: z.custom<SelectType>(isObject).optional(),
  where: z.custom<Where>(isObject).optional(),
})

const readQuery = (query: Record<string, unknown>) => {
  try {
    // Payload's authentication can add keys without a value to the query.
    const given = Object.entries(query).filter(([, value]) => value !== undefined)
    return querySchema.safeParse(parseParams(Object.fromEntries(given))).data
  } catch {
    // The filter is not valid JSON.
    return undefined
  }
}

const EXPECTED =
  'Pass format=csv or format=ndjson, and optionally where, search, select and bom. Other parameters are not allowed.'

async function* piecesOf(
  { head, lines }: Format,
  batches: ReturnType<typeof readBatches>,
): AsyncGenerator<string, void, void> {
  if (head) yield head
  for await (const rows of batches) yield lines(rows)
}

/**
 * `GET /api/call-summaries/export`: streams all calls of a filter as one file. Clients get their own calls, staff
 * those that the list shows.
 */
export const exportCallSummaries: Endpoint = {
  handler: async (req) => {
    const { payload } = req
    const user = requireLogin(req)
    const query = readQuery(req.query)
    if (!query) throw refusal('QUERY_INVALID', { message: EXPECTED })
    const { bom, format: extension, search, select, where } = query
    const permit = await permitExport(req, { select, where: withSearch({ search, where }) })
    const { clients, columns } = permit
    const isSheet = extension === 'csv'
    const ownColumns = isSheet ? await readOwnColumns(permit) : []
    const shape = { columns, isOfOne: !isStaff(user), ownColumns, withNames: clients.names }
    const format = isSheet ? csv(shape, { bom }) : ndjson(shape)
    const turn = await takeExportTurn(payload.db.pool, user.id)
    if (!turn) throw refusal('EXPORT_RUNNING')
    if (isStaff(user)) {
      const what = { action: 'exported', collection: 'call-summaries', req } as const
      try {
        await recordAudit({ ...what, changes: { format: [null, extension] } })
      } catch (error) {
        await turn.end()
        throw error
      }
    }
    const reads = new BatchReads()
    const body = turnStream({
      leave: () => reads.leave(),
      onError: (err) => payload.logger.error({ err, msg: 'Recording the end of an export failed' }),
      pieces: piecesOf(format, readBatches(permit, { forSheet: isSheet, reads })),
      turn,
    })
    return new Response(body, {
      headers: {
        'Cache-Control': 'private, no-store',
        'Content-Disposition': `attachment; filename="${fileName({ extension, user })}"`,
        'Content-Type': format.contentType,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
  method: 'get',
  path: '/export',
}
