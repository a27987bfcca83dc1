import { type Field, type FieldHook, type TextField, ValidationError } from 'payload'
import { MAX_BRANDS } from '../../src/brands/brandRows'
import { readHost } from '../../src/lib/readHost'
import { settings } from '../../src/settings/settings'
import { phoneField } from '../shared/phoneField'

/** One line, without control characters. */
const oneLine = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[\p{Cc}\s]+/gu, ' ').trim() : value

const lineField = (field: Pick<TextField, 'admin' | 'label' | 'name' | 'required'>): TextField => ({
  ...field,
  hooks: { beforeValidate: [({ value }) => oneLine(value)] },
  maxLength: 80,
  type: 'text',
})

const isHTTPS = (value: string): boolean => {
  if (!URL.canParse(value)) return false
  const { hostname, password, protocol, username } = new URL(value)
  return protocol === 'https:' && hostname !== '' && username === '' && password === ''
}

const linkField = (field: Pick<TextField, 'admin' | 'label' | 'name'>): TextField => ({
  ...field,
  hooks: { beforeValidate: [({ value }) => oneLine(value)] },
  maxLength: 500,
  type: 'text',
  validate: (value: unknown) =>
    typeof value !== 'string' ||
    value === '' ||
    (value.length <= 500 && isHTTPS(value)) ||
    'Write a whole address that begins with https://.',
})

const hostOrAsTyped = (value: unknown): unknown =>
  Array.isArray(value)
    ? [
        ...new Set(
          value.map((each) => (typeof each === 'string' ? (readHost(each) ?? each) : each)),
        ),
      ]
    : value

/** The desk’s own host, which no brand can have. Null if it is not known. */
const ownHost = (): null | string => {
  const { SERVER_URL } = settings()
  return SERVER_URL === undefined ? null : readHost(new URL(SERVER_URL).host)
}

/** What is wrong with the hosts of a brand; true if nothing is. */
export const validateHosts = (hosts: unknown): string | true => {
  if (hosts === null || hosts === undefined) return true
  if (!Array.isArray(hosts) || hosts.length > 20) return 'A brand can have 20 hosts.'
  for (const host of hosts) {
    if (typeof host !== 'string' || readHost(host) === null) {
      return `“${String(host).slice(0, 60)}” is not the name of a host. Write it like calls.agency.example, without https:// and path.`
    }
    if (host === ownHost()) return `${host} is the address of the desk itself.`
  }
  return true
}

/** All brands are kept in memory, so their number has a limit. */
const refuseTooMany: FieldHook = async ({ operation, req, value }) => {
  if (operation !== 'create') return value
  const asked = { collection: 'brands', overrideAccess: true, req } as const
  const { totalDocs } = await req.payload.count(asked)
  if (totalDocs < MAX_BRANDS) return value
  const message = `A desk can have ${MAX_BRANDS} brands.`
  throw new ValidationError({ errors: [{ message, path: 'name' }] })
}

/** The fields of a brand, without its logos. */
export const brandFields: Field[] = [
  {
    fields: [
      {
        ...lineField({ admin: { width: '50%' }, name: 'name', required: true }),
        hooks: {
          beforeValidate: [refuseTooMany, ({ value }) => oneLine(value)],
        },
      },
      lineField({
        admin: {
          description: 'Of emails. Default: the name of the brand.',
          width: '50%',
        },
        label: 'Sender’s name',
        name: 'senderName',
      }),
    ],
    type: 'row',
  },
  {
    admin: {
      components: { afterInput: ['/src/components/BrandAccent#BrandAccent'] },
      description:
        'Of links and buttons, as #rrggbb. Where it cannot be read, a nearby shade is used.',
      placeholder: '#1d4ed8',
    },
    hooks: {
      beforeValidate: [
        ({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
      ],
    },
    label: 'Accent colour',
    maxLength: 7,
    name: 'accent',
    type: 'text',
    validate: (value: unknown) =>
      value === null ||
      value === undefined ||
      value === '' ||
      (typeof value === 'string' && /^#[\da-f]{6}$/i.test(value)) ||
      'Write the colour as # and six hexadecimal digits, such as #1d4ed8.',
  },
  {
    admin: {
      components: { Field: '/src/components/BrandLogos#BrandLogos' },
      disableListColumn: true,
    },
    name: 'logos',
    type: 'ui',
  },
  {
    fields: [
      {
        admin: { description: 'Clients see it on each page and in emails.', width: '50%' },
        label: 'Support email',
        name: 'supportEmail',
        type: 'email',
      },
      phoneField({
        admin: { description: 'With country code.', width: '50%' },
        label: 'Support phone',
        name: 'supportPhone',
      }),
    ],
    type: 'row',
  },
  {
    fields: [
      linkField({
        admin: { placeholder: 'https://', width: '50%' },
        label: 'Imprint',
        name: 'imprintURL',
      }),
      linkField({
        admin: { placeholder: 'https://', width: '50%' },
        label: 'Privacy policy',
        name: 'privacyURL',
      }),
    ],
    type: 'row',
  },
  {
    admin: {
      description:
        'Names under which this brand’s pages are reached, such as calls.agency.example. They must lead to this desk. Links in emails use the first one.',
    },
    hasMany: true,
    hooks: { beforeValidate: [({ value }) => hostOrAsTyped(value)] },
    maxRows: 20,
    name: 'hosts',
    type: 'text',
    validate: (value: unknown) => validateHosts(value),
  },
]
