import { AwsV4Signer } from 'aws4fetch'
import { describe, expect, it } from 'vitest'
import { isSigned } from '../../helpers/signedS3'

// The examples of “Authenticating Requests (AWS Signature Version 4)” in Amazon’s documentation of S3.
const PUBLISHED = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  allHeaders: true,
  datetime: '20130524T000000Z',
  region: 'us-east-1',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  service: 's3',
}
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const HOST = 'https://examplebucket.s3.amazonaws.com'

const VECTORS: [string, ConstructorParameters<typeof AwsV4Signer>[0], string][] = [
  [
    'GET of a range',
    {
      ...PUBLISHED,
      headers: { Range: 'bytes=0-9', 'x-amz-content-sha256': EMPTY },
      method: 'GET',
      url: `${HOST}/test.txt`,
    },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'PUT of an object',
    {
      ...PUBLISHED,
      body: 'Welcome to Amazon S3.',
      headers: {
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
      method: 'PUT',
      url: `${HOST}/test%24file.text`,
    },
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'a query without a value, as uploads in parts have',
    {
      ...PUBLISHED,
      headers: { 'x-amz-content-sha256': EMPTY },
      method: 'GET',
      url: `${HOST}/?lifecycle`,
    },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'a query with values',
    {
      ...PUBLISHED,
      headers: { 'x-amz-content-sha256': EMPTY },
      method: 'GET',
      url: `${HOST}/?max-keys=2&prefix=J`,
    },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
]

describe('the signature of requests to S3', () => {
  it.each(VECTORS)('is the published one: %s', async (_, request, signature) => {
    const { headers } = await new AwsV4Signer(request).sign()
    expect(headers.get('authorization')).toContain(`Signature=${signature}`)
  })
})

describe('the test that checks signatures of whole requests', () => {
  it('takes the published ones, and none over other bytes, headers or secrets', () => {
    const request = {
      body: Buffer.from('Welcome to Amazon S3.'),
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        host: 'examplebucket.s3.amazonaws.com',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
        'x-amz-date': '20130524T000000Z',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
      method: 'PUT',
      url: '/test%24file.text',
    }
    const keys = { accessKeyID: PUBLISHED.accessKeyId, secret: PUBLISHED.secretAccessKey }
    expect(isSigned(request, keys)).toBe(true)
    expect(isSigned({ ...request, body: Buffer.from('Something else') }, keys)).toBe(false)
    expect(isSigned({ ...request, method: 'GET' }, keys)).toBe(false)
    expect(isSigned({ ...request, url: '/other' }, keys)).toBe(false)
    expect(isSigned(request, { ...keys, secret: 'another' })).toBe(false)
  })
})
