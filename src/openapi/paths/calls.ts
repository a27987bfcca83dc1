import { jsonBody, ref, refusals, success } from '../answers'

// Examples of single values are in the schemas: the API page would send the examples of all parameters
// together, and `updatedSince` cannot be combined with `sort`.
const inQuery = (name: string, rest: Record<string, unknown>) => ({ in: 'query', name, ...rest })

const where = inQuery('where', {
  content: {
    'application/json': { example: { outcome: { equals: 'booked' } }, schema: ref('CallFilter') },
  },
  description:
    'A filter in JSON. Payload’s own form works too: `where[outcome][equals]=booked`. The fields that your agency has set up for you are filtered by their key: `where[fields.nights][greater_than]=2`. A filter on a field you may not see is refused with 400.',
})

const search = inQuery('search', {
  description:
    'Finds calls that contain all of these words in the caller’s name or phone number, the summary, the service, the outcome or the transcript. The last word may be incomplete; any part of a name or number matches. Accents and case do not matter. Results are sorted newest first; another `sort` is refused with 400.',
  schema: { examples: ['haircut'], type: 'string' },
})

const select = inQuery('select', {
  description:
    'The fields to include, `select[summary]=true`, or to leave out, `select[summary]=false`. The ID is always included.',
  example: { customerName: true, summary: true },
  explode: true,
  schema: { additionalProperties: { type: 'boolean' }, type: 'object' },
  style: 'deepObject',
})

const id = {
  description: 'The ID of the document, not Vapi’s call ID.',
  in: 'path',
  name: 'id',
  required: true,
  schema: { format: 'uuid', type: 'string' },
}

const list = {
  description:
    'Newest first. Lists leave out `messages`, `transcript` and `structuredData` unless `select` includes them, contain only the first 20,000 characters of a summary (`truncated` says so), and are at most 5 MB: with `before` or `updatedSince`, a page ends early instead. To keep a copy of all calls, use `updatedSince`.',
  operationId: 'listCallSummaries',
  parameters: [
    where,
    search,
    select,
    inQuery('limit', {
      description: 'Calls per page.',
      schema: { examples: [20], default: 10, maximum: 100, minimum: 1, type: 'integer' },
    }),
    inQuery('sort', {
      description:
        'A field, with “-” before it for descending order. The default, `-reportedAt`, and `-startedAt` have cursors.',
      schema: { examples: ['-startedAt'], default: '-reportedAt', type: 'string' },
    }),
    inQuery('before', {
      description:
        'The `nextCursor` of the previous page: continues where that ended. A page may contain fewer calls than `limit`; as long as there is a `nextCursor`, more follow.',
      schema: { type: 'string' },
    }),
    inQuery('updatedSince', {
      description:
        'A time, then the `nextCursor` of each page: returns calls that were added or changed since, oldest change first. No change is missed or returned twice.',
      schema: { examples: ['2026-01-01T00:00:00Z'], type: 'string' },
    }),
    inQuery('page', {
      description: 'The number of a page. Later pages are slower: prefer `before`.',
      schema: { examples: [1], default: 1, minimum: 1, type: 'integer' },
    }),
    inQuery('pagination', {
      description:
        '`false` leaves out the total, for programs that do not need it. A page that would be too large then ends early, as with `before`.',
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
  description: 'With all fields, including the transcript.',
  operationId: 'getCallSummary',
  parameters: [id, select],
  responses: {
    200: success({ description: 'The call.', isRead: true, schema: ref('CallSummary') }),
    ...refusals(403, 404, 429),
  },
  summary: 'Read one call',
  tags: ['Calls'],
}

const AUDIO = {
  'audio/mpeg': { schema: { type: 'string' } },
  'audio/wav': { schema: { type: 'string' } },
}

const recording = {
  description:
    'The audio, from the desk’s own copy or from Vapi at this moment. `Range` is supported. Nothing may be stored. If there is nothing to play, the code says why, such as `RECORDING_NONE` or `RECORDING_GONE`.',
  operationId: 'getRecording',
  parameters: [
    id,
    inQuery('download', {
      description: 'Answers as a file to be saved.',
      schema: { examples: [true], default: false, type: 'boolean' },
    }),
  ],
  responses: {
    200: {
      content: AUDIO,
      description: 'The recording.',
    },
    206: {
      content: AUDIO,
      description: 'The part of it that `Range` asks for.',
    },
    416: {
      content: { 'application/json': { schema: ref('Error') } },
      description: '`Range` begins beyond its end.',
    },
    ...refusals(401, 403, 404, 410, 429),
  },
  summary: 'Play a recording',
  tags: ['Calls'],
}

const count = {
  operationId: 'countCallSummaries',
  parameters: [where, search],
  responses: {
    200: success({ description: 'The number of calls.', isRead: true, schema: ref('Count') }),
    ...refusals(400, 403, 429),
  },
  summary: 'Count calls',
  tags: ['Calls'],
}

const FILE = {
  'Content-Disposition': {
    description: 'The file name, such as `calls-salon-ada-2026-11-22.csv`.',
    schema: { type: 'string' },
  },
}

const exported = {
  description: `Streams all calls that match the filter as one file, newest first. Each user can run one export at a time. If the response is cut off, the file is incomplete: the network failed, or your access ended.

**CSV** is for spreadsheets: UTF-8, RFC 4180, times in your time zone with your \`timezone\` in the last column, prices next to their currency, and a column for each of your own fields under its label. Text that would start a formula gets an apostrophe before it; phone numbers in E.164 are left unchanged. **NDJSON** is for programs: one line of JSON for each call, as in lists.`,
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
      description: 'Begins a CSV file with a byte order mark, so that Excel reads it as UTF-8.',
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

const followUp = {
  description:
    'Opens (`open`), closes (`done`) or clears (`null`) what is to do about a call, or changes its note or due time: only what the body names, which has at least one field. Clearing also removes the note and the due time. Your rule (`followUpRule` of your profile) then no longer opens it. Requires a login: a key cannot do this.',
  operationId: 'setFollowUp',
  parameters: [id],
  requestBody: jsonBody(ref('FollowUpChange'), {
    followUp: 'open',
    followUpDueAt: '2999-12-01T09:00:00+01:00',
    followUpNote: 'Call back after lunch.',
  }),
  responses: {
    200: success({ description: 'What is to do now.', schema: ref('FollowUp') }),
    ...refusals(400, 401, 403, 404, 429),
  },
  summary: 'Open or close a to-do',
  tags: ['Calls'],
}

const feedback = {
  description:
    'Tells your agency that something about a call is wrong. `other` needs a `text`. It replaces what you said before, and its answer. Requires a login: a key cannot do this.',
  operationId: 'giveFeedback',
  parameters: [id],
  requestBody: jsonBody(ref('Feedback'), { reason: 'outcome', text: 'She did not book.' }),
  responses: {
    200: success({ description: 'What you said.', schema: ref('CallFeedback') }),
    ...refusals(400, 401, 403, 404, 429),
  },
  summary: 'Report something as wrong',
  tags: ['Calls'],
}

/** The path items of calls. */
export const callPaths = {
  '/call-summaries': { get: list },
  '/call-summaries/count': { get: count },
  '/call-summaries/export': { get: exported },
  '/call-summaries/{id}': { get: one },
  '/call-summaries/{id}/feedback': { post: feedback },
  '/call-summaries/{id}/follow-up': { post: followUp },
  '/call-summaries/{id}/recording': { get: recording },
}
