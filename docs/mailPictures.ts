import path from 'node:path'
import { chromium } from 'playwright-core'
import { readableAccent } from '../src/brands/accent'
import type { Brand } from '../src/brands/brandOf'
import { callMail } from '../src/mail/callMail'
import { composeMail } from '../src/mail/composeMail'
import { digestMail } from '../src/mail/digestMail'
import { textsOfReader } from '../src/translations/readerTexts'
import { findBrowser } from '../tests/helpers/globalBrowser'

/** Takes the pictures of mails under `docs/`, of made-up calls: `node --import tsx docs/mailPictures.ts`. */
const client = {
  brand: null,
  businessName: 'Willow & Wave',
  currency: 'GBP',
  email: 'maya@willow-wave.example',
  emailDigest: 'each',
  emailNotifications: true,
  id: '0198c9a2-7d5e-7c11-9d0f-3f5a4b6c7d8e',
  isActive: true,
  language: 'en',
  name: 'Maya Brooks',
  phone: '+442079460000',
  timezone: 'Europe/London',
} as const

const texts = textsOfReader({ user: client })

const brand: Brand = {
  accent: readableAccent('#7c3aed'),
  host: null,
  icon: '',
  id: client.id,
  imprintURL: 'https://brightline.example/legal',
  logo: { dark: null, light: null },
  name: 'Brightline Agency',
  pngIcons: [],
  privacyURL: 'https://brightline.example/privacy',
  senderName: null,
  supportEmail: 'help@brightline.example',
  supportPhone: '+442079460999',
}

const url = 'https://desk.example/api/v1/calls'

const MESSAGES = {
  'mail-call': callMail({
    call: {
      callType: 'inboundPhoneCall',
      currency: 'GBP',
      customerName: 'Ada Example',
      customerPhone: '+442079460123',
      customerPhoneSource: 'caller',
      durationSeconds: 196,
      endedGroup: 'completed',
      fields: null,
      id: client.id,
      outcome: 'booked',
      price: 64,
      reportedAt: new Date('2026-11-21T10:20:00Z'),
      serviceName: 'Cut and colour',
      startedAt: new Date('2026-11-21T10:16:00Z'),
      summary:
        'Ada booked a cut and colour with Maya for Friday at ten. She asked for the same shade as last time and will bring a photo.\n\nShe would like a text message the day before.',
    },
    client,
    labels: { fields: [], outcomes: [] },
    texts,
    url,
  }),
  'mail-week': digestMail({
    figures: {
      calls: 47,
      callsBefore: 38,
      endedGroups: [
        { count: 36, name: 'completed' },
        { count: 6, name: 'transferred' },
        { count: 3, name: 'no_answer' },
        { count: 2, name: 'voicemail' },
      ],
      outcomes: [
        { count: 21, name: 'booked' },
        { count: 9, name: 'question answered' },
        { count: 7, name: 'callback requested' },
        { count: 4, name: 'cancelled' },
      ],
      outsideHours: 19,
      services: [
        { count: 12, name: 'Cut and colour' },
        { count: 8, name: 'Cut' },
        { count: 3, name: 'Balayage' },
      ],
      values: [{ currency: 'GBP', sum: 1284 }],
    },
    hasHours: true,
    kind: 'weekly',
    listed: [],
    outcomes: [],
    period: '2026-W47',
    texts,
    timeZone: client.timezone,
    url,
  }),
}

const { env, executablePath } = await findBrowser()
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  env: { ...process.env, ...env },
  executablePath,
})
for (const [name, message] of Object.entries(MESSAGES)) {
  const { html } = composeMail({
    footer: {
      link: { label: texts.t('mails.stop'), url },
      text: texts.t('mails.reason', { email: client.email }),
    },
    letterhead: { brand, from: { address: 'desk@agency.example', name: brand.name }, texts },
    message,
  })
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme, viewport: { height: 400, width: 720 } })
    await page.setContent(html)
    const file = `${name}-${colorScheme}.png`
    await page.screenshot({ fullPage: true, path: path.join(import.meta.dirname, file) })
    process.stdout.write(`${file}\n`)
    await page.close()
  }
}
await browser.close()
