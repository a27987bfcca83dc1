import { nextLongRun } from './longRun'
import { MASK } from './mask'

/**
 * Keys that can be recognised by their prefix: those of the providers for which Vapi stores
 * credentials, those that well-known secret scanners look for, and the desk's own. One row for each
 * vendor.
 *
 * A row has the two-letter prefixes of its keys, by which nearly all text is skipped quickly, and the
 * source of a regular expression for a whole key. It uses plain `+` loops, and lengths are checked
 * afterwards: V8 keeps a stack for open-ended counted loops such as `{16,}`, and throws when a run of
 * megabytes fills it.
 */
const FORMS = {
  ourselves: ['vc', 'vcd_[0-9A-Za-z]+'],
  // Model, voice and transcription providers.
  openaiAnthropicOpenRouterDeepSeek: ['sk', 'sk-[\\w-]+'],
  langfuse: ['pk', 'pk-lf-[\\w-]+'],
  elevenLabsCartesiaStripeSmallest: ['sk rk', '(?:sk|rk)_\\w+'],
  groq: ['gs', 'gsk_[0-9A-Za-z]+'],
  xai: ['xa', 'xai-[\\w-]+'],
  perplexity: ['pp', 'pplx-\\w+'],
  cerebras: ['cs', 'csk-\\w+'],
  together: ['tg', 'tgp_v1_[\\w-]+'],
  replicate: ['r8', 'r8_[0-9A-Za-z]+'],
  huggingFace: ['hf ap', '(?:hf|api_org)_[0-9A-Za-z]+'],
  fireworks: ['fw', 'fw_[0-9A-Za-z]+'],
  anyscale: ['es', 'esecret_\\w+'],
  runpod: ['rp', 'rpa_[0-9A-Za-z]+'],
  nvidia: ['nv', 'nvapi-[\\w-]+'],
  pinecone: ['pc', 'pcsk_\\w+'],
  tavily: ['tv', 'tvly-[\\w-]+'],
  firecrawl: ['fc', 'fc-[0-9a-f]{32}(?!\\w)'],
  jina: ['ji', 'jina_\\w+'],
  langSmith: ['ls', 'lsv2_(?:pt|sk)_\\w+'],
  llamaCloud: ['ll', 'llx-[0-9A-Za-z]+'],
  mem0: ['m0', 'm0-[0-9A-Za-z]{20,60}(?!\\w)'],
  voyage: ['pa', 'pa-[\\w-]{40,60}(?![\\w-])'],
  e2b: ['e2', 'e2b_[0-9A-Za-z]+'],
  apify: ['ap', 'apify_api_\\w+'],
  browserbase: ['bb', 'bb_(?:live|test)_\\w+'],
  brave: ['BS', 'BSA[\\w-]{24,40}(?![\\w-])'],
  retell: ['ke', 'key_[0-9a-f]{20,40}(?!\\w)'],
  modalPlayHT: ['ak as', '(?:ak|as)-(?:[0-9A-Za-z]{22}|[0-9a-f]{32})(?!\\w)'],
  // Clouds.
  google: ['AI', 'AIza[\\w-]+'],
  googleOAuth: ['ya GO 1/', 'ya29\\.[\\w.-]+|GOCSPX-[\\w-]+|1//0[\\w-]+'],
  aws: ['AK AS AB AC A3', '(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[0-9A-Z]{16}(?!\\w)'],
  awsSession: ['IQ Fw AQ', '(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|AQoDYXdz)[\\w+/=]+'],
  awsBedrock: ['AB', 'ABSK[\\w+/=]+'],
  // The last part of a connection string, with its name.
  azureStorage: ['Ac Sh', '(?:AccountKey|SharedAccessKey)=[\\w+/=]+'],
  alibaba: ['LT', 'LTAI[0-9A-Za-z]{12,24}(?!\\w)'],
  digitalOcean: ['do', 'do[opr]_v1_\\w+'],
  supabase: ['sb', 'sbp_\\w+|sb_secret_\\w+'],
  neon: ['na', 'napi_\\w+'],
  planetScale: ['ps', 'pscale_(?:tkn|pw|oauth)_[\\w.=-]+'],
  databricks: ['da', 'dapi[0-9a-f]{32}(?:-\\d)?(?!\\w)'],
  cloudflare: ['v1 cf', 'v1\\.0-[0-9a-f]+-[0-9a-f]+|cf(?:ut|at)_\\w+'],
  heroku: ['HR', 'HRKU-[\\w-]+'],
  fly: ['fm fo', 'fm[12][ar]?_[\\w+/=-]+|fo1_[\\w-]+'],
  vercel: ['vc', 'vc[pka]_\\w+'],
  netlify: ['nf', 'nfp_\\w+'],
  pulumi: ['pu', 'pul-[0-9a-f]+'],
  vault: ['hv', 'hv[sbr]\\.[\\w-]+'],
  doppler: ['dp', 'dp\\.(?:pt|st|ct|scim|audit)\\.[\\w.-]+'],
  onePassword: ['op A3', 'ops_eyJ[\\w+/=]+|A3-[A-Z0-9]{6}(?:-[A-Z0-9]{5,11}){4,6}(?!\\w)'],
  age: ['AG', 'AGE-SECRET-KEY-1[A-Z0-9]+'],
  tailscale: ['ts', 'tskey-[\\w-]+'],
  ngrok: ['cr', 'cr_[0-9A-Za-z]{20,40}_\\w+'],
  render: ['rn', 'rnd_[0-9A-Za-z]+'],
  deno: ['dd', 'dd[pow]_[0-9A-Za-z]+'],
  aiven: ['AV', 'AVNS_[\\w-]+'],
  mongoAtlas: ['md', 'mdb_sa_sk_[\\w-]+'],
  elastic: ['es', 'essu_[\\w=]+'],
  openShift: ['sh', 'sha256~[\\w-]{43}(?![\\w-])'],
  dynatrace: ['dt', 'dt0[a-zA-Z]\\d{2}\\.[A-Z0-9]+\\.[A-Z0-9]+'],
  honeycomb: ['hc', 'hc[abx]ik_\\w+'],
  axiom: ['xa', 'xaa[pt]t?-[0-9a-f-]+'],
  // Phones, messages and mail.
  twilio: ['AC SK', '(?:AC|SK)[0-9a-f]{32}(?!\\w)'],
  telnyx: ['KE', 'KEY[0-9A-F]{20,40}_\\w+'],
  slack: ['xo xa', 'xox[a-z](?:\\.xox[a-z])?-[\\w-]+|xapp-[\\w-]+'],
  sendGrid: ['SG', 'SG\\.[\\w-]+\\.[\\w-]+'],
  mailgun: ['ke pu', '(?:key|pubkey)-[0-9a-f]{32}(?!\\w)'],
  resend: ['re', 're_[0-9A-Za-z]{8}_[0-9A-Za-z]{20,40}(?!\\w)'],
  brevo: ['xk xs', 'x(?:keysib|smtpsib)-[\\w-]+'],
  signalWire: ['PT', 'PT[0-9a-f]{48}(?!\\w)'],
  // Code, work and money.
  github: ['gh gi', 'gh[opsur]_\\w+|github_pat_\\w+'],
  gitlab: ['gl GR', 'gl(?:pat|dt|rt|rtr|ptt|soat|agent|cbt|ft|imt|oas)-[\\w.-]+|GR1348941[\\w-]+'],
  bitbucketAtlassian: ['AT', 'AT(?:ATT3|CTT3|BB)[\\w=-]+'],
  npm: ['np', 'npm_[0-9A-Za-z]+'],
  pypi: ['py', 'pypi-[\\w-]+'],
  rubygems: ['ru', 'rubygems_\\w+'],
  docker: ['dc', 'dckr_(?:pat|oat)_[\\w-]+'],
  grafana: ['gl', 'gl(?:sa|c)_[\\w=+/-]+'],
  sentry: ['sn', 'sntry[su]_[\\w=+/-]+'],
  newRelic: ['NR', 'NR(?:AK|II|JS|RA)-[\\w-]+'],
  postHog: ['ph', 'phx_\\w+'],
  notion: ['nt se', 'ntn_[0-9A-Za-z]+|secret_[0-9A-Za-z]{43}(?!\\w)'],
  linear: ['li', 'lin_(?:api|oauth)_\\w+'],
  airtable: ['pa', 'pat[0-9A-Za-z]{14}\\.[0-9a-f]{64}(?!\\w)'],
  hubSpot: ['pa Ci', 'pat-(?:na|eu|ap)\\d-[0-9a-f-]+|CiR[\\w-]{80,200}(?![\\w-])'],
  goHighLevel: ['pi', 'pit-[0-9a-f-]+'],
  calCom: ['ca', 'cal_(?:live_)?[0-9a-f]{32}(?!\\w)'],
  figma: ['fi', 'fig[dou]_[\\w-]+'],
  typeform: ['tf', 'tfp_[\\w.-]+'],
  postman: ['PM', 'PMAK-[0-9a-f]+-[0-9a-f]+'],
  buildkite: ['bk', 'bk[ua][at]_[0-9a-f]+'],
  circleCI: ['CC', 'CCI(?:PAT|PRJ)_\\w+'],
  sourcegraph: ['sg', 'sgp_\\w+'],
  snyk: ['sn', 'snyk_(?:uat|sat)\\.[\\w.-]+'],
  artifactory: ['AK cm', 'AKCp[0-9A-Za-z]{40,80}(?!\\w)|cmVmd[0-9A-Za-z]{40,80}(?!\\w)'],
  clojars: ['CL', 'CLOJARS_\\w+'],
  nuget: ['oy', 'oy2[a-z0-9]{43}(?!\\w)'],
  prefect: ['pn', 'pn[ub]_[0-9A-Za-z]+'],
  readMe: ['rd', 'rdme_[0-9a-z]+'],
  infracost: ['ic', 'ico-[0-9A-Za-z]{32}(?!\\w)'],
  harness: ['pa', 'pat\\.[\\w-]{22}\\.[0-9a-f]{24}\\.\\w+'],
  launchDarkly: [
    'ap sd',
    '(?:api|sdk)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\\w-])',
  ],
  inngest: ['si', 'signkey-(?:prod|test|branch)-[0-9a-f]+'],
  adobe: ['p8', 'p8e-[0-9A-Za-z]{32}(?!\\w)'],
  zoho: ['10', '1000\\.[0-9a-f]{32}\\.[0-9a-f]{32}(?!\\w)'],
  contentful: ['CF', 'CFPAT-[\\w-]+'],
  dropbox: ['sl', 'sl\\.(?:[Bu]\\.)?[\\w-]{60,400}(?![\\w-])'],
  stripeWebhook: ['wh', 'whsec_[\\w+/=-]+'],
  square: ['sq EA', 'sq0[a-z]{3}-[\\w-]+|EAAA[\\w-]+'],
  shopify: ['sh', 'shp(?:at|ca|pa|ss)_\\w+'],
  payPal: ['ac', 'access_token\\$(?:production|sandbox)\\$[\\w$]+'],
  plaid: ['ac', 'access-(?:sandbox|development|production)-[0-9a-f-]+'],
  razorpay: ['rz', 'rzp_(?:live|test)_\\w+'],
  duffel: ['du', 'duffel_(?:live|test)_[\\w=-]+'],
  stytch: ['se', 'secret-(?:live|test)-[\\w=-]+'],
  flutterwave: ['FL', 'FLWSECK[\\w-]+'],
  shippo: ['sh', 'shippo_(?:live|test)_\\w+'],
  easyPost: ['EZ', 'EZ[AT]K[0-9A-Za-z]+'],
  facebook: ['EA', 'EAA[0-9A-Za-z]+'],
  yandex: ['AQ y0', 'AQVN[\\w-]+|y0_[\\w-]+'],
  // JSON Web Tokens, signed or encrypted, and the header of one that was cut.
  jwt: ['ey', 'eyJ[\\w-]+(?:\\.[\\w-]*){2,4}'],
  mapbox: ['sk', 'sk\\.eyJ[\\w.-]+'],
} as const satisfies Record<string, [heads: string, form: string]>

// Keys that can only be recognised by their middle or end.
const ODD_FORMS = {
  azureApp: '[\\w.~]{3}\\dQ~[\\w.~-]{31,34}(?![\\w~])',
  terraform: '[0-9A-Za-z]{14}\\.atlasv1\\.[\\w-]+',
  discord: '[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,38}(?![\\w-])',
  telegram: '\\d{8,10}:AA[\\w-]{33}(?![\\w-])',
  mailchimp: '[0-9a-f]{32}-us\\d{1,2}(?!\\w)',
} as const satisfies Record<string, string>

const MIN_KEY = 16
const MIN_ODD = 25

/** For each pair of ASCII characters: 1 if a key may begin with it. */
const HEADS = new Uint8Array(128 * 128)
for (const [heads] of Object.values(FORMS)) {
  for (const head of heads.split(' ')) HEADS[head.charCodeAt(0) * 128 + head.charCodeAt(1)] = 1
}
const KNOWN = new RegExp(
  Object.values(FORMS)
    .map(([, form]) => form)
    .join('|'),
  'y',
)
const MAY_BE_ODD = /Q~|:AA|-us\d|\.atlasv1\.|[MNO][\w-]{23,27}\.[\w-]{6}\./
const ODD = new RegExp(
  `(?:(?<![\\w-])|(?<=\\\\[nrt]|%[0-9A-Fa-f]{2}))(?:${Object.values(ODD_FORMS).join('|')})`,
  'g',
)
// For each ASCII character: true if it can be part of a key, so that no key begins directly after it.
const IN_WORD = Array.from({ length: 128 }, (_, code) => /[\w-]/.test(String.fromCharCode(code)))

const isInWord = (code: number): boolean => IN_WORD[code] === true

const BACKSLASH = 92
const PERCENT = 37

/** True if no word continues at `at`: it follows another sign, an escape such as `\n`, or `%3D`. */
const startsAt = (run: string, at: number): boolean =>
  at === 0 ||
  !isInWord(run.charCodeAt(at - 1)) ||
  run.charCodeAt(at - 2) === BACKSLASH ||
  run.charCodeAt(at - 3) === PERCENT

/** The next index from `from` at which a key may begin, by its first two letters; -1 if there is none. */
const nextHead = (run: string, from: number): number => {
  for (let at = from; at <= run.length - MIN_KEY; at++) {
    const first = run.charCodeAt(at)
    const second = run.charCodeAt(at + 1)
    if (first < 128 && second < 128 && HEADS[first * 128 + second] === 1 && startsAt(run, at)) {
      return at
    }
  }
  return -1
}

const MIN_MIXED = 12

/** Long, with a digit, and not a name: "sk-learn" is a word. */
const isKeyLike = (value: string): boolean =>
  value.length >= MIN_KEY && /\d/.test(value) && !(/^[rs]k[-_]/.test(value) && isName(value))

/** True for words and numbers only, such as `sk_winter_sale_2026`: somebody chose that as a name. */
const isName = (value: string): boolean => {
  let mixed = 0
  for (const part of value.split(/[-_]/)) {
    if (part.length >= MIN_KEY || (/\d/.test(part) && /[A-Za-z]/.test(part))) mixed += part.length
  }
  return mixed < MIN_MIXED
}

const maskOdd = (run: string): string =>
  run.length >= MIN_ODD && MAY_BE_ODD.test(run)
    ? run.replace(ODD, (key) => (isKeyLike(key) ? MASK : key))
    : run

const maskRun = (run: string): string => {
  if (!/\d/.test(run)) return run
  let done = ''
  let copied = 0
  for (let at = nextHead(run, 0); at >= 0; at = nextHead(run, Math.max(at + 1, copied))) {
    KNOWN.lastIndex = at
    const [key] = KNOWN.exec(run) ?? []
    if (key === undefined || !isKeyLike(key)) continue
    done += run.slice(copied, at) + MASK
    copied = at + key.length
  }
  return maskOdd(copied === 0 ? run : done + run.slice(copied))
}

/**
 * Masks all keys that can be recognised by their form. Takes linear time, and reads only a fraction of
 * ordinary prose, since a key is a long run without spaces.
 * @param text well-formed text
 * @param from where to begin: 0, or after white space
 */
export const maskKnownKeys = (text: string, from = 0): string => {
  let done = ''
  let copied = 0
  let run = nextLongRun(text, from, MIN_KEY)
  while (run) {
    const { end, start } = run
    const given = text.slice(start, end)
    const masked = maskRun(given)
    if (masked !== given) {
      done += text.slice(copied, start) + masked
      copied = end
    }
    run = nextLongRun(text, end + 1, MIN_KEY)
  }
  return copied === 0 ? text : done + text.slice(copied)
}
