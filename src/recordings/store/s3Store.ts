import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { html } from '../../lib/html'
import type { RecordingStore } from './store'

/** Above this size a file is sent in parts, of which one at a time is in memory. S3 allows no parts below 5 MB. */
const PART_BYTES = 8 * 2 ** 20
const REQUEST_MS = 60_000
const TRIES_AFTER_FIRST = 2
const FIRST_PAUSE_MS = 200

/** Where the objects of the desk are in the bucket. */
const FOLDER = 'recordings'

type S3 = {
  accessKeyID: string
  bucket: string
  endpoint: string
  partBytes?: number
  region: string
  secretAccessKey: string
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const NOTHING = new Uint8Array()

/** Neither the answer's text nor the address: both may say more than a log should. */
class S3Problem extends Error {
  override name = 'S3Problem'
  constructor(what: string, status: number) {
    super(`The storage of recordings answered ${what} with ${status}`)
  }
}

type Ask = {
  body?: Uint8Array
  headers?: Record<string, string>
  method: 'DELETE' | 'GET' | 'POST' | 'PUT'
  name: string
  query?: Record<string, string>
  signal: AbortSignal
}

/** Sends signed requests. The signature covers the body, so that nobody can change it on its way. */
const requestsTo = ({ accessKeyID, bucket, endpoint, region, secretAccessKey }: S3) => {
  const client = new AwsClient({
    accessKeyId: accessKeyID,
    initRetryMs: FIRST_PAUSE_MS,
    region,
    retries: TRIES_AFTER_FIRST,
    secretAccessKey,
    service: 's3',
  })
  return ({
    body = NOTHING,
    headers,
    method,
    name,
    query = {},
    signal,
  }: Ask): Promise<Response> => {
    const url = new URL(`${endpoint}/${bucket}/${FOLDER}/${name}`)
    url.search = new URLSearchParams(query).toString()
    return client.fetch(url, {
      ...(body.byteLength > 0 && { body: new Uint8Array(body) }),
      headers: { ...headers, 'X-Amz-Content-Sha256': sha256(body) },
      method,
      // Signed requests go where the operator said, and nowhere else.
      redirect: 'error',
      signal,
    })
  }
}

type Requests = ReturnType<typeof requestsTo>

/** Reads a short answer to its end. @throws {S3Problem} unless it is a success */
const textOf = async (response: Response, what: string): Promise<string> => {
  const text = await response.text()
  if (!response.ok) throw new S3Problem(what, response.status)
  return text
}

/** The frames in pieces of about one size, but for the last. */
async function* inParts(
  frames: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<Uint8Array, void, void> {
  let held: Uint8Array[] = []
  let bytes = 0
  for await (const frame of frames) {
    held.push(frame)
    bytes += frame.byteLength
    if (bytes < partBytes) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(held)
}

const within = (signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)])

const xmlValue = (xml: string, name: string): string => {
  const value = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1]
  if (value === undefined) throw new Error(`The storage of recordings did not answer with ${name}`)
  return value
}

type Upload = { id: string; name: string; request: Requests; signal: AbortSignal }

const sendPart = async (
  { id, name, request, signal }: Upload,
  { body, number }: { body: Uint8Array; number: number },
): Promise<string> => {
  const query = { partNumber: `${number}`, uploadId: id }
  const response = await request({ body, method: 'PUT', name, query, signal: within(signal) })
  await textOf(response, 'a part')
  return response.headers.get('etag') ?? ''
}

const complete = async (
  { id, name, request, signal }: Upload,
  tags: readonly string[],
): Promise<void> => {
  const parts = tags.map(
    (tag, index) => html`<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
  )
  const body = Buffer.from(html`<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`.text)
  const query = { uploadId: id }
  const response = await request({ body, method: 'POST', name, query, signal: within(signal) })
  // S3 may answer 200 first and then say in the body that it failed.
  const text = await textOf(response, 'the end of an upload')
  if (text.includes('<Error>')) throw new S3Problem('the end of an upload', 500)
}

/** Sends a file in parts. An upload that fails is given up, so that its parts are not kept. */
const sendInParts = async (
  { name, request, signal }: Omit<Upload, 'id'>,
  parts: AsyncIterable<Uint8Array>,
): Promise<void> => {
  const begun = await request({
    method: 'POST',
    name,
    query: { uploads: '' },
    signal: within(signal),
  })
  const id = xmlValue(await textOf(begun, 'the start of an upload'), 'UploadId')
  const upload = { id, name, request, signal }
  try {
    const tags: string[] = []
    for await (const body of parts) {
      tags.push(await sendPart(upload, { body, number: tags.length + 1 }))
    }
    await complete(upload, tags)
  } catch (error) {
    const query = { uploadId: id }
    // Not with the signal, which may be why it failed.
    const given = AbortSignal.timeout(REQUEST_MS)
    await request({ method: 'DELETE', name, query, signal: given }).catch(() => undefined)
    throw error
  }
}

async function* chunksOf(
  response: Response,
  abort: () => void,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = response.body?.getReader()
  try {
    for (;;) {
      const read = await reader?.read()
      if (!read || read.done) return
      yield read.value
    }
  } finally {
    abort()
  }
}

/** Keeps recordings in S3, or what speaks its language. All servers of a desk can use the same bucket. */
export const s3Store = (s3: S3): RecordingStore => {
  const request = requestsTo(s3)
  const { partBytes = PART_BYTES } = s3
  return {
    kind: 's3',
    put: async (name, frames, { signal }) => {
      const parts = inParts(frames, partBytes)
      const first = await parts.next()
      const body = first.value ?? NOTHING
      if (first.done || body.byteLength < partBytes) {
        const response = await request({ body, method: 'PUT', name, signal: within(signal) })
        await textOf(response, 'a file')
        return
      }
      const all = async function* () {
        yield body
        yield* parts
      }
      await sendInParts({ name, request, signal }, all())
    },
    read: async (name, { from, signal, to }) => {
      const gone = new AbortController()
      const abort = () => gone.abort()
      const timer = setTimeout(abort, REQUEST_MS)
      const headers = { Range: `bytes=${from}-${to - 1}` }
      const either = AbortSignal.any([signal, gone.signal])
      const response = await request({ headers, method: 'GET', name, signal: either }).finally(() =>
        clearTimeout(timer),
      )
      if (response.status === 206) return chunksOf(response, abort)
      abort()
      if (response.status === 404) return null
      throw new S3Problem('a range', response.status)
    },
    remove: async (name) => {
      const signal = AbortSignal.timeout(REQUEST_MS)
      const response = await request({ method: 'DELETE', name, signal })
      if (response.status !== 404) await textOf(response, 'a deletion')
    },
  }
}
