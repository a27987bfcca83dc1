import { describe, expect, it } from 'vitest'
import { readDeliveries } from '../../../src/vapi/delivery'
import { recordingLinkOf } from '../../../src/vapi/recordingLink'

const MADE = '20260914T083000Z'
const EXPIRES = Date.parse('2026-09-14T09:00:00Z')
const QUERY = `X-Amz-Date=${MADE}&X-Amz-Expires=1800&X-Amz-Signature=abc`
const R2 = 'https://acc.r2.cloudflarestorage.com/hipaa-recordings'
const signed = (name: string) => `${R2}/${name}?${QUERY}`
const old = (name: string) => `https://storage.vapi.ai/${name}`

const report = (message: object) => ({
  message: { call: { id: 'call-1' }, type: 'end-of-call-report', ...message },
})

const urlOf = (body: Parameters<typeof recordingLinkOf>[0]) => recordingLinkOf(body)?.url ?? null

describe('the link to a recording', () => {
  it('is none when it is too long, also once its letters are written as URLs have them', () => {
    const withPath = (path: string) => urlOf(report({ artifact: { recordingUrl: old(path) } }))
    expect(withPath('a'.repeat(4_000))).toBe(old('a'.repeat(4_000)))
    expect(withPath('a'.repeat(4_100))).toBe(null)
    expect(withPath('ü'.repeat(1_000))).toBe(null)
    expect(withPath('😀'.repeat(1_000))).toBe(null)
  })

  it.each([
    [
      'presigned, mono before stereo',
      report({
        artifact: {
          presignedMonoUrl: signed('mono.wav'),
          presignedStereoUrl: signed('stereo.wav'),
          recording: { mono: { combinedUrl: old('combined.wav') } },
          recordingUrl: `${R2}/plain.wav`,
        },
      }),
      signed('mono.wav'),
    ],
    [
      'presigned stereo before mono without a signature',
      report({
        artifact: { presignedStereoUrl: signed('stereo.wav'), recordingUrl: old('mono.wav') },
      }),
      signed('stereo.wav'),
    ],
    [
      'combined before the others of 2025',
      report({
        artifact: {
          recording: {
            mono: {
              assistantUrl: old('assistant.wav'),
              combinedUrl: old('combined.wav'),
              customerUrl: old('customer.wav'),
            },
            stereoUrl: old('stereo.wav'),
          },
          recordingUrl: old('recording.wav'),
        },
        recordingUrl: old('top.wav'),
      }),
      old('combined.wav'),
    ],
    ['of 2024, beside the artifact', report({ recordingUrl: old('top.wav') }), old('top.wav')],
    [
      'stereo, if nothing else is there',
      report({ stereoRecordingUrl: old('stereo.wav') }),
      old('stereo.wav'),
    ],
    [
      'under a usual name with a signature',
      report({ artifact: { recordingUrl: signed('r.wav') } }),
      signed('r.wav'),
    ],
    [
      'in the answer of GET /call',
      { artifact: { presignedMonoUrl: signed('mono.wav') }, id: 'call-1', status: 'ended' },
      signed('mono.wav'),
    ],
    [
      'within wrappers',
      { body: report({ artifact: { presignedMonoUrl: signed('mono.wav') } }) },
      signed('mono.wav'),
    ],
    ['of a private bucket without a signature', report({ recordingUrl: `${R2}/a.wav` }), null],
    ['of a video', report({ artifact: { presignedVideoUrl: signed('v.mp4') } }), null],
    ['of one side', report({ artifact: { presignedCustomerUrl: signed('c.wav') } }), null],
    ['that is empty', report({ artifact: { presignedMonoUrl: '', recordingUrl: null } }), null],
    ['that is masked', report({ recordingUrl: `${old('a.wav')}?[masked]` }), null],
    ['that is none', report({ artifact: { presignedMonoUrl: 'javascript:alert(1)' } }), null],
    [
      'that is no text',
      report({ artifact: { presignedMonoUrl: { url: 1 }, recording: [] } }),
      null,
    ],
    ['of megabytes', report({ recordingUrl: old('a'.repeat(2 ** 20)) }), null],
    ['in something else', { message: { type: 'status-update' }, recordingUrl: old('a.wav') }, null],
    ['in nothing', null, null],
  ])('%s', (_, body, url) => {
    expect(urlOf(body)).toBe(url)
  })

  it('expires when it says so itself, else when the report says', () => {
    const of = (artifact: object) => recordingLinkOf(report({ artifact }))?.expiresAt
    const presignedUrlsExpiresAt = '2026-09-14T10:00:00.000Z'
    expect(of({ presignedMonoUrl: signed('a.wav'), presignedUrlsExpiresAt })).toBe(EXPIRES)
    expect(of({ presignedMonoUrl: `${R2}/a.wav?sig=1`, presignedUrlsExpiresAt })).toBe(
      Date.parse(presignedUrlsExpiresAt),
    )
    expect(of({ presignedMonoUrl: `${R2}/a.wav?Expires=${EXPIRES / 1_000}&Signature=a` })).toBe(
      EXPIRES,
    )
    expect(of({ presignedMonoUrl: `${R2}/a.wav?sig=1` })).toBe(null)
    expect(of({ presignedUrlsExpiresAt, recordingUrl: old('a.wav') })).toBe(null)
  })
})

describe('a delivery', () => {
  const read = (body: unknown, withRecordings = true) =>
    readDeliveries({
      receivedAt: new Date(EXPIRES),
      text: JSON.stringify(body),
      token: 'a-token',
      withRecordings,
    })
  const linkIn = (delivery: ReturnType<typeof read>[number] | undefined) =>
    delivery?.kind === 'report' ? (delivery.recordingLink?.url ?? null) : undefined

  const body = (id: string) => ({
    message: {
      artifact: { presignedMonoUrl: signed(`${id}.wav`) },
      call: { id },
      type: 'end-of-call-report',
    },
  })

  it('has the link beside the body, which has lost its signature', () => {
    const [delivery] = read(body('call-1'))
    expect(linkIn(delivery)).toBe(signed('call-1.wav'))
    expect(JSON.stringify({ ...delivery, recordingLink: null })).not.toContain('abc')
  })

  it('has none unless it was asked for', () => {
    const [delivery] = read(body('call-1'), false)
    expect(linkIn(delivery)).toBe(null)
    expect(JSON.stringify(delivery)).not.toContain('abc')
  })

  it('has its own of several in one post, whatever they are wrapped in', () => {
    const posted = { items: [{ body: body('call-1') }, { body: body('call-2') }] }
    expect(read(posted).map(linkIn)).toEqual([signed('call-1.wav'), signed('call-2.wav')])
    expect(read({ body: JSON.stringify(body('call-3')) }).map(linkIn)).toEqual([
      signed('call-3.wav'),
    ])
  })
})
