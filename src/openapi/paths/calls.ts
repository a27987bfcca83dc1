import { ref, refusals, success } from '../answers'

// Examples of single values stand in their schemas: the page of the API would send a parameter's own
// all at once, and `updatedSince` does not go with `sort`.
const inQuery = (name: string, rest: Record<string, unknown>) => ({ in: 'query', name, ...rest })

const where = inQuery('where', {
  content: {
    'application/json': { example: { outcome: { equals: 'booked' } }, schema: ref('CallFilter') },
  },
  description:
    'A filter, in JSON; Payload’s own form does as well: `where[outcome][equals]=booked`. A filter on what you may not see is answered 400.',
})

const search = inQuery('search', {
  description:
    'Words of the caller’s name or phone number, the summary, the service, the outcome or the transcript: all of them, the last one perhaps unfinished; of names and numbers any part. Accents and case do not matter. What is found comes newest first: with another `sort` it is answered 400.',
  schema: { examples: ['haircut'], type: 'string' },
})

const select = inQuery('select', {
  description:
    'Which fields to answer, `select[summary]=true`, or which to leave out, `select[summary]=false`. The id is always there.',
  example: { customerName: true, summary: true },
  explode: true,
  schema: { additionalProperties: { type: 'boolean' }, type: 'object' },
  style: 'deepObject',
})

const id = {
  description: 'The id of the document, not Vapi’s.',
  in: 'path',
  name: 'id',
  required: true,
  schema: { format: 'uuid', type: 'string' },
}

const list = {
  description:
    'Newest first. Lists leave out `messages`, `transcript` and `structuredData` unless `select` asks for them, show the first 20,000 characters of a summary (`truncated` then says so), and hold 5 MB at most: read by `before` or `updatedSince`, a page ends early. For a copy of all calls elsewhere, ask with `updatedSince`.',
  operationId: 'listCallSummaries',
  parameters: [
    where,
    search,
    select,
    inQuery('limit', {
      description: 'Calls a page.',
      schema: { examples: [20], default: 10, maximum: 100, minimum: 1, type: 'integer' },
    }),
    inQuery('sort', {
      description:
        'A field, with “-” before it for falling order. The default, `-reportedAt`, and `-startedAt` have cursors.',
      schema: { examples: ['-startedAt'], default: '-reportedAt', type: 'string' },
    }),
    inQuery('before', {
      description:
        'The `nextCursor` of the answer before: goes on where that ended. Such a page may hold fewer than `limit`; while there is a `nextCursor`, others follow.',
      schema: { type: 'string' },
    }),
    inQuery('updatedSince', {
      description:
        'A time, then the `nextCursor` of each answer: what was added or changed, oldest change first, none missed and none twice.',
      schema: { examples: ['2026-01-01T00:00:00Z'], type: 'string' },
    }),
    inQuery('page', {
      description: 'A page by its number. Slower with each page: prefer `before`.',
      schema: { examples: [1], default: 1, minimum: 1, type: 'integer' },
    }),
    inQuery('pagination', {
      description:
        '`false` leaves the total out: for machines. A page that would be too large then ends early, as with `before`.',
      schema: { examples: [false], default: true, type: 'boolean' },
    }),
  ],
  responses: {
    200: success({ description: 'A page of calls.', isRead: true, schema: ref('CallSummaryList') }),
    ...refusals(400, 403, 410, 413, 429),
  },
  summary: 'List calls',
  tags: ['Calls'],
}

const one = {
  description: 'With everything that is known of it.',
  operationId: 'getCallSummary',
  parameters: [id, select],
  responses: {
    200: success({ description: 'The call.', isRead: true, schema: ref('CallSummary') }),
    ...refusals(403, 404, 429),
  },
  summary: 'Read one call',
  tags: ['Calls'],
}

const count = {
  operationId: 'countCallSummaries',
  parameters: [where, search],
  responses: {
    200: success({ description: 'How many.', isRead: true, schema: ref('Count') }),
    ...refusals(400, 403, 429),
  },
  summary: 'Count calls',
  tags: ['Calls'],
}

const FILE = {
  'Content-Disposition': {
    description: 'A name for the file, such as `calls-salon-ada-2026-11-22.csv`.',
    schema: { type: 'string' },
  },
}

const exported = {
  description: `All calls that the filter finds in one file, the last to arrive first, sent as it is read; one export at a time for each user. An answer that is cut off is not the whole: a network failed, or the right to read ended.

**CSV** is for spreadsheets: UTF-8, RFC 4180, times on your clock with your \`timezone\` in the last column, prices beside their currency. What would start a formula has an apostrophe before it; telephone numbers in E.164 stay as they are. **NDJSON** is for machines: a line of JSON for each call, as in lists.`,
  operationId: 'exportCallSummaries',
  parameters: [
    inQuery('format', {
      required: true,
      schema: { examples: ['csv'], enum: ['csv', 'ndjson'], type: 'string' },
    }),
    where,
    search,
    select,
    inQuery('bom', {
      description: 'Whether a CSV file begins with a byte order mark, by which Excel knows UTF-8.',
      schema: { examples: [true], default: false, type: 'boolean' },
    }),
  ],
  responses: {
    200: {
      content: {
        'application/x-ndjson': { schema: { type: 'string' } },
        'text/csv': { schema: { type: 'string' } },
      },
      description: 'The file.',
      headers: FILE,
    },
    ...refusals(400, 401, 403, 429),
  },
  summary: 'Export calls',
  tags: ['Calls'],
}

/** Reading calls. */
export const callPaths = {
  '/call-summaries': { get: list },
  '/call-summaries/count': { get: count },
  '/call-summaries/export': { get: exported },
  '/call-summaries/{id}': { get: one },
}
