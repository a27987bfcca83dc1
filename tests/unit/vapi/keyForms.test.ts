import { describe, expect, it } from 'vitest'
import { maskSecrets, maskText } from '../../../src/vapi/redact'
import { TOKEN } from '../../fixtures/reports'
import { copyOf } from './copyOf'

const mask = (value: unknown) => maskSecrets(copyOf(value), TOKEN)

const HEX = '0123456789abcdef0123456789abcdef'
const MIX = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6'

/** Made-up keys in the forms that vendors give theirs. Built of parts, so that no scanner takes them for real ones. */
const KEYS: Record<string, string> = {
  'our own': `vcd_${MIX}${MIX.slice(0, 8)}`,
  'OpenAI project': `sk-proj-${MIX}`,
  Anthropic: `sk-ant-api03-${MIX}`,
  OpenRouter: `sk-or-v1-${HEX}`,
  Langfuse: `sk-lf-${HEX}`,
  'Langfuse public': `pk-lf-${HEX}`,
  ElevenLabs: `sk_${HEX}`,
  PlayHT: `ak-${HEX}`,
  Cartesia: `sk_car_${MIX}`,
  Groq: `gsk_${MIX}`,
  xAI: `xai-${MIX}`,
  Perplexity: `pplx-${MIX}`,
  Cerebras: `csk-${MIX}`,
  Together: `tgp_v1_${MIX}`,
  Replicate: `r8_${MIX}`,
  'Hugging Face': `hf_${MIX}`,
  Fireworks: `fw_${MIX}`,
  Anyscale: `esecret_${MIX}`,
  Runpod: `rpa_${MIX}`,
  Nvidia: `nvapi-${MIX}`,
  Pinecone: `pcsk_${MIX}`,
  Tavily: `tvly-${MIX}`,
  Firecrawl: `fc-${HEX}`,
  LangSmith: `lsv2_pt_${HEX}`,
  Retell: `key_${HEX.slice(0, 28)}`,
  Google: `AIza${MIX}abc`,
  'Google access': `ya29.${MIX}`,
  'Google refresh': `1//0${MIX}`,
  'Google client secret': `GOCSPX-${MIX}`,
  AWS: `AKIA${'A1B2C3D4E5F6G7H8'}`,
  'AWS temporary': `ASIA${'A1B2C3D4E5F6G7H8'}`,
  'AWS session': `IQoJb3JpZ2lu${MIX}`,
  'Azure app': `abc8Q~${MIX}`,
  Alibaba: `LTAI${MIX.slice(0, 20)}`,
  DigitalOcean: `dop_v1_${HEX}${HEX}`,
  Supabase: `sbp_${HEX}`,
  'Supabase secret': `sb_secret_${MIX}`,
  PlanetScale: `pscale_tkn_${MIX}`,
  Databricks: `dapi${HEX}`,
  Heroku: `HRKU-${MIX}`,
  Terraform: `${MIX.slice(0, 14)}.atlasv1.${MIX}`,
  Vault: `hvs.${MIX}`,
  Doppler: `dp.pt.${MIX}`,
  '1Password': `ops_eyJ${MIX}`,
  Age: `AGE-SECRET-KEY-1${MIX.toUpperCase()}`,
  Tailscale: `tskey-auth-${MIX}`,
  'Azure storage': `AccountKey=${MIX}${MIX}==`,
  'Azure service bus': `SharedAccessKey=${MIX}=`,
  LlamaCloud: `llx-${MIX}`,
  Mem0: `m0-${MIX}`,
  Voyage: `pa-${MIX}${MIX.slice(0, 10)}`,
  E2B: `e2b_${HEX}`,
  Apify: `apify_api_${MIX}`,
  Browserbase: `bb_live_${MIX}`,
  Brave: `BSA${MIX.slice(0, 28)}`,
  Render: `rnd_${MIX}`,
  Deno: `ddp_${MIX}`,
  Aiven: `AVNS_${MIX}`,
  'MongoDB Atlas': `mdb_sa_sk_${MIX}`,
  Elastic: `essu_${MIX}`,
  OpenShift: `sha256~${MIX}${MIX.slice(0, 11)}`,
  Dynatrace: `dt0c01.${'A1B2C3D4E5F6G7H8I9J0K1L2'}.${MIX.toUpperCase()}`,
  Honeycomb: `hcaik_${MIX}`,
  Axiom: `xaat-${HEX.slice(0, 8)}-${HEX.slice(0, 12)}`,
  SignalWire: `PT${HEX}${HEX.slice(0, 16)}`,
  Postman: `PMAK-${HEX.slice(0, 24)}-${HEX}01`,
  Buildkite: `bkua_${HEX}`,
  CircleCI: `CCIPAT_${MIX}`,
  Sourcegraph: `sgp_${HEX}`,
  Snyk: `snyk_uat.${MIX.slice(0, 8)}.${MIX}`,
  Artifactory: `AKCp${MIX}${MIX}`,
  Clojars: `CLOJARS_${HEX}`,
  NuGet: `oy2${`${HEX}${HEX}`.slice(0, 43)}`,
  Prefect: `pnu_${MIX}`,
  ReadMe: `rdme_${HEX}`,
  Infracost: `ico-${MIX}`,
  Harness: `pat.${MIX.slice(0, 22)}.${HEX.slice(0, 24)}.${MIX.slice(0, 20)}`,
  LaunchDarkly: `sdk-${HEX.slice(0, 8)}-abcd-4bcd-8bcd-${HEX.slice(0, 12)}`,
  Inngest: `signkey-prod-${HEX}`,
  Adobe: `p8e-${MIX}`,
  Zoho: `1000.${HEX}.${HEX}`,
  Plaid: `access-sandbox-${HEX.slice(0, 8)}-abcd-4bcd-8bcd-${HEX.slice(0, 12)}`,
  Razorpay: `rzp_live_${MIX}`,
  Duffel: `duffel_live_${MIX}`,
  Stytch: `secret-live-${MIX}`,
  'Twilio account': `AC${HEX}`,
  'Twilio key': `SK${HEX}`,
  Telnyx: `KEY${HEX.toUpperCase()}_${MIX}`,
  'Slack bot': `xoxb-123456789012-${MIX}`,
  'Slack app': `xapp-1-A1B2C3-${MIX}`,
  'Slack refresh': `xoxe.xoxp-1-${MIX}`,
  Discord: `M${MIX.slice(0, 25)}.${MIX.slice(0, 6)}.${MIX.slice(0, 30)}`,
  Telegram: `123456789:AA${MIX}a`,
  SendGrid: `SG.${MIX.slice(0, 22)}.${MIX}`,
  Mailgun: `key-${HEX}`,
  Mailchimp: `${HEX}-us12`,
  Resend: `re_${MIX.slice(0, 8)}_${MIX.slice(0, 24)}`,
  Brevo: `xkeysib-${HEX}-${MIX}`,
  'GitHub classic': `ghp_${MIX}`,
  'GitHub fine-grained': `github_pat_${MIX}`,
  GitLab: `glpat-${MIX.slice(0, 20)}`,
  Atlassian: `ATATT3${MIX}`,
  npm: `npm_${MIX}`,
  PyPI: `pypi-${MIX}`,
  Docker: `dckr_pat_${MIX}`,
  Grafana: `glsa_${MIX}_a1b2c3d4`,
  Sentry: `sntrys_${MIX}`,
  'New Relic': `NRAK-${MIX.toUpperCase()}`,
  PostHog: `phx_${MIX}`,
  Notion: `ntn_${MIX}`,
  Linear: `lin_api_${MIX}`,
  Airtable: `pat${MIX.slice(0, 14)}.${HEX}${HEX}`,
  HubSpot: 'pat-na1-01234567-89ab-cdef-0123-456789abcdef',
  GoHighLevel: 'pit-01234567-89ab-cdef-0123-456789abcdef',
  'Cal.com': `cal_live_${HEX}`,
  Figma: `figd_${MIX}`,
  Stripe: `sk_live_${MIX}`,
  'Stripe restricted': `rk_live_${MIX}`,
  'Stripe webhook': `whsec_${MIX}`,
  Square: `sq0atp-${MIX.slice(0, 22)}`,
  Shopify: `shpat_${HEX}`,
  Flutterwave: `FLWSECK_TEST-${HEX}-X`,
  Facebook: `EAA${MIX}${MIX}`,
  'JSON Web Token': `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${MIX}`,
  'encrypted JSON Web Token': `eyJhbGciOiJkaXIifQ..${MIX}.${MIX}.${MIX}`,
}

const PLACES: [string, (key: string) => unknown][] = [
  ['alone', (key) => ({ summary: key })],
  ['in a sentence', (key) => ({ transcript: `Use ${key}, then call back.` })],
  ['in quotes', (key) => ({ summary: `the key is "${key}".` })],
  ['in business data', (key) => ({ structuredData: { note: `key=${key}` } })],
  ['in JSON in a string', (key) => ({ arguments: `{"note":"a\\n${key}"}` })],
  ['percent-encoded around it', (key) => ({ note: `https://x.example/?q%3D${key}%26b` })],
  ['as a key', (key) => ({ [key]: 1 })],
]

describe('a key that tells by its form whose it is', () => {
  it.each(Object.entries(KEYS))('of %s is masked wherever it stands', (_vendor, key) => {
    const secret = key.slice(-12)
    for (const [place, put] of PLACES) {
      expect(JSON.stringify(mask(put(key))), place).not.toContain(secret)
    }
    expect(maskText(`not JSON: ${key}\nend`, TOKEN)).not.toContain(secret)
  })

  it('of no form of its own is told by the word before it', () => {
    expect(mask(`Authorization: Token ${HEX}01234567`)).toBe('Authorization: Token [masked]')
    expect(mask(`Commit ${HEX}01234567`)).toBe(`Commit ${HEX}01234567`)
  })

  it('leaves the words around it', () => {
    expect(mask(`Use sk_car_${MIX}, then call back.`)).toBe('Use [masked], then call back.')
  })
})

describe('an address whose path is its password', () => {
  it.each([
    ['https://hooks.slack.com/services/T1/B2/s3cr3t', 'https://hooks.slack.com/services/[masked]'],
    ['https://discord.com/api/webhooks/123/s3cr3t', 'https://discord.com/api/webhooks/[masked]'],
    [
      'https://hooks.zapier.com/hooks/catch/1/s3cr3t/',
      'https://hooks.zapier.com/hooks/catch/[masked]',
    ],
    ['https://hook.eu2.make.com/s3cr3ts3cr3t', 'https://hook.eu2.make.com/[masked]'],
    [
      'https://a.webhook.office.com/webhookb2/s3cr3t@x/y',
      'https://a.webhook.office.com/webhookb2/[masked]',
    ],
    [
      'https://services.leadconnectorhq.com/hooks/s3cr3t/x',
      'https://services.leadconnectorhq.com/hooks/[masked]',
    ],
    [
      'https://n8n.example/webhook/01234567-89ab-cdef-0123-456789abcdef',
      'https://n8n.example/webhook/[masked]',
    ],
    ['https://eos3cr3t.m.pipedream.net', 'https://[masked].m.pipedream.net'],
    ['https://api.telegram.org/bot123:s3cr3t/sendMessage', 'https://api.telegram.org/bot[masked]'],
  ])('%s', (given, kept) => {
    expect(mask({ summary: `posted to ${given}` })).toEqual({ summary: `posted to ${kept}` })
    expect(mask({ structuredData: { to: given } })).toEqual({ structuredData: { to: kept } })
    expect(JSON.stringify(mask(`{"url":"${given.replaceAll('/', '\\/')}"}`))).not.toContain(
      's3cr3t',
    )
  })

  it('is told by the name of its key too', () => {
    for (const key of ['callbackUrl', 'statusCallbackUrl', 'webhookUri', 'notifyUrl']) {
      expect(mask({ [key]: 'https://x.example/hook/s3cr3t' })).toEqual({
        [key]: 'https://x.example/[masked]',
      })
    }
  })
})

describe('credentials in addresses', () => {
  it.each([
    ['postgres://ada:p/ss@db.example/desk', 'postgres://[masked]@db.example/desk'],
    ['mongodb+srv://u:p#1@c.example/x', 'mongodb+srv://[masked]@c.example/x'],
    ['redis://:s3cr3t/7@h.example:6379', 'redis://[masked]@h.example:6379'],
    [
      'sip:ada:s3cr3t@sip.example.com;transport=tls',
      'sip:ada:[masked]@sip.example.com;transport=tls',
    ],
    ['sips:4930:s3cr3t@sip.example.com', 'sips:4930:[masked]@sip.example.com'],
    ['sip:+12025550188@198.51.100.7:5060', 'sip:+12025550188@198.51.100.7:5060'],
    ['https://medium.com/@ada', 'https://medium.com/@ada'],
  ])('%s', (given, kept) => {
    expect(mask({ customer: { sipUri: given } })).toEqual({ customer: { sipUri: kept } })
  })

  it('a private key glued to an address is masked whole', () => {
    const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEs3cr3t\nmore\n-----END RSA PRIVATE KEY-----'
    for (const address of [
      'https://x.example/a?token=abc',
      'https://u:p@x.example/',
      '/vapi/webhook/ab',
    ]) {
      // As it stands, and as a part of the address.
      for (const key of [pem, encodeURIComponent(pem), pem.replaceAll(' ', '+')]) {
        expect(mask(address + key)).not.toContain('s3cr3t')
        expect(mask(address + key)).not.toContain('more')
      }
    }
  })
})

describe('names that are credentials when their text looks random', () => {
  const RANDOM = '9fK2xLq0ZtR7mW4c'
  it.each([
    'pass',
    'sipPass',
    'auth',
    'bearer',
    'jwt',
    'key',
    'sessionKey',
    'apiKeyValue',
    'clientSecretValue',
    'privateKeyPem',
    'connectionUrl',
    'subscriptionKey',
    'ocpApimSubscriptionKey',
    'openAIKey',
    'refreshToken',
    'callToken',
    'authKey',
    'signature',
  ])('%s', (key) => {
    expect(mask({ a: { [key]: RANDOM } })).toEqual({ a: { [key]: '[masked]' } })
    expect(mask(`{"${key}":"${RANDOM}","day":"friday"}`)).toBe(
      `{"${key}":"[masked]","day":"friday"}`,
    )
  })

  it('in lists, too', () => {
    expect(mask({ tokens: [RANDOM, 'blue car', 7] })).toEqual({
      tokens: ['[masked]', 'blue car', 7],
    })
  })

  it.each([
    { pass: true },
    { pass: 'yes' },
    { pass: 'Gold' },
    { pass: 'day pass' },
    { tokens: 512 },
    { tokens: '512' },
    { key: 'blue car' },
    { key: 'customer_name' },
    { key: 'step_2' },
    { key: '2026-11-27T10:00:00.000Z' },
    { auth: 'oauth2' },
    { auth: 'none' },
    { auth: { type: 'basic', required: true } },
    { keys: ['1', '2', '#'] },
    { key: '+12025550188' },
    { signature: 'Ada Lovelace' },
    { maxTokens: 250, promptTokens: 3 },
    { credentialId: '01234567-89ab-cdef-0123-456789abcdef' },
    { callSid: `CA${HEX}` },
  ])('%j stays', (value) => {
    expect(mask(value)).toEqual(value)
  })
})

describe('the client’s own token in Base64', () => {
  it.each([0, 1, 2, 3])('is masked, %i bytes into it', (offset) => {
    const around = `${'x'.repeat(offset)}${TOKEN}/end`
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(around).toString(encoding)
      const masked = String(mask({ summary: `see ${text}` }))
      const left = Buffer.from(JSON.stringify(mask({ summary: text })), 'base64').toString('latin1')
      expect(masked).not.toContain(TOKEN)
      expect(left).not.toContain(TOKEN.slice(4, -4))
    }
  })
})

describe('what people say', () => {
  const SPOKEN = [
    'My order number is 2026-4471-88210.',
    'Order A1-55521-XK, tracking 1Z999AA10123456784, please.',
    'The IBAN ends in 4471 8821, DE89 3704 0044 0532 0130 00.',
    'DE89370400440532013000 is the whole IBAN.',
    'The pass is at reception, the password is on the fridge.',
    'The key is under the mat. The key: blue one.',
    'My pin is 4471 and the code is 882-104.',
    'Bearer of this voucher 2026 pays nothing.',
    'Bring token 12 to counter 3. Basic package 2 costs 30.',
    'Reg number AB12 CDE, frame number WVWZZZ1JZXW000001.',
    'Flight EK0203, booking reference X7Q2ZK, seat 14A.',
    'Call me on +1 202 555 0188 or 0049 151 2345 6789.',
    'Room sk-12, key-card 7, re_schedule for 2026-11-30T10:00.',
    'My mail is ada.lovelace1815@example.com, the site is https://salon.example/book/2026-11-30?day=friday.',
    'I need a hook for 3 coats. The webhook thing is broken, ticket INC0012345.',
    'Model iPhone15ProMax256GB, serial C02XK0AAJGH5.',
    'Policy POL-2026-00012345-A, claim CLM0000123456789.',
    'Invoice INV_2026_000123, customer cust_000123456789.',
    'Auth code 123456. Session at 3pm. Signature: Ada.',
    'The leather sofa, sk-2000-black-leather-sofa, in the campaign sk_bratislava_winter_2026.',
    'A token of appreciation for 2026-2027.',
    'Ärztin Müller, Termin 27.11.2026 um 10:30, Kassennummer A123456789.',
  ]

  it.each(SPOKEN)('stays: %s', (text) => {
    const body = {
      analysis: { structuredData: { note: text }, summary: text },
      message: text,
      transcript: `AI: Yes?\nUser: ${text}\n`,
    }
    expect(mask(body)).toEqual(body)
  })
})
