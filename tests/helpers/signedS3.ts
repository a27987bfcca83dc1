import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { listen } from '../../src/server/http/listen'

const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Uint8Array, data: string) =>
  createHmac('sha256', key).update(data).digest()

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/

type Signed = { body: Uint8Array; headers: IncomingMessage['headers']; method: string; url: string }

/** What has to be in the signature, whatever else is. */
const NEEDED = ['host', 'x-amz-content-sha256', 'x-amz-date']

/**
 * Whether a request has the signature that Amazon's documentation describes (version 4, in a header), made with this
 * secret, over these very bytes. Written from the documentation, and not from the code that signs.
 */
export const isSigned = (
  { body, headers, method, url }: Signed,
  { accessKeyID, secret }: { accessKeyID: string; secret: string },
): boolean => {
  const [, id, day = '', region = '', names = '', signature] =
    AUTHORIZATION.exec(headers.authorization ?? '') ?? []
  const { searchParams, pathname } = new URL(url, 'http://s3')
  const signedNames = names.split(';')
  if (id !== accessKeyID || !NEEDED.every((name) => signedNames.includes(name))) return false
  const said = headers['x-amz-content-sha256']
  if (said !== sha256(body)) return false
  const query = [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
  const canonical = [
    method,
    decodeURIComponent(pathname).split('/').map(encoded).join('/'),
    query,
    ...signedNames.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    names,
    said,
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request')
  return hmac(key, toSign).toString('hex') === signature
}

const refuse = `<?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code></Error>`

/**
 * A server in front of an S3 for tests that takes only correctly signed requests: s3rver itself does not check
 * signatures of version 4.
 */
export const startSignedS3 = async (
  target: string,
  keys: { accessKeyID: string; secret: string },
): Promise<{ server: Server; url: string }> => {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { headers, method = 'GET', url = '/' } = incoming
      const body = Buffer.concat(chunks)
      if (!isSigned({ body, headers, method, url }, keys)) {
        outgoing.writeHead(403, { 'content-type': 'application/xml' }).end(refuse)
        return
      }
      // Without what s3rver would understand as something else.
      const { authorization: _, ...passed } = headers
      const onward = request(`${target}${url}`, { headers: passed, method }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.destroy())
      onward.end(body)
    })
  })
  const port = await listen({ host: '127.0.0.1', port: 0, server })
  return { server, url: `http://127.0.0.1:${port}` }
}
