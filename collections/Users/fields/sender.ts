import type { Condition, Field } from 'payload'
import { nobody } from '../../../src/access/rules'
import { SENDER_DEFAULTS } from '../../../src/sender/settings'
import {
  keepSecret,
  refuseBadSender,
  retireReplacedSender,
  revealSecret,
  trimSecret,
} from '../hooks/sender'
import { forStaffInPerson } from './access'

const verifies: Condition = (_, sibling) =>
  sibling?.verification === 'secret' || sibling?.verification === 'hmac'
const signs: Condition = (_, sibling) => sibling?.verification === 'hmac'

const notInLists = {
  disableBulkEdit: true,
  disableGroupBy: true,
  disableListColumn: true,
  disableListFilter: true,
} as const

/** Sender verification. Only staff who may change the client see it, like the token. */
export const senderFields: Field[] = [
  {
    access: forStaffInPerson,
    admin: {
      description:
        'Require more than knowledge of the URL. Set the credential in Vapi first, then here: posts that cannot be verified get 401, and Vapi does not send them again.',
    },
    fields: [
      {
        admin: { ...notInLists },
        defaultValue: SENDER_DEFAULTS.verification,
        name: 'verification',
        options: [
          { label: 'None: knowing the URL is enough', value: 'none' },
          { label: 'Shared secret (X-Vapi-Secret or Bearer)', value: 'secret' },
          { label: 'HMAC signature', value: 'hmac' },
        ],
        type: 'select',
      },
      {
        admin: {
          ...notInLists,
          autoComplete: 'off',
          condition: verifies,
          description:
            'As in Vapi’s credential. Leave it empty to keep the current one. The old one is accepted for 24 more hours.',
        },
        hooks: {
          beforeChange: [keepSecret],
          beforeValidate: [trimSecret],
        },
        maxLength: 2_000,
        name: 'secret',
        type: 'text',
      },
      {
        fields: [
          {
            admin: { ...notInLists, condition: signs, width: '50%' },
            defaultValue: SENDER_DEFAULTS.signatureHeader,
            label: 'Signature header',
            name: 'signatureHeader',
            type: 'text',
          },
          {
            admin: {
              ...notInLists,
              condition: signs,
              description: 'Text before the signature, for example sha256=',
              width: '50%',
            },
            defaultValue: SENDER_DEFAULTS.prefix,
            label: 'Signature prefix',
            name: 'prefix',
            type: 'text',
          },
        ],
        type: 'row',
      },
      {
        fields: [
          {
            admin: { ...notInLists, condition: signs, width: '50%' },
            defaultValue: SENDER_DEFAULTS.algorithm,
            name: 'algorithm',
            options: [
              { label: 'SHA-256', value: 'sha256' },
              { label: 'SHA-512', value: 'sha512' },
              { label: 'SHA-1', value: 'sha1' },
            ],
            type: 'select',
          },
          {
            admin: { ...notInLists, condition: signs, width: '50%' },
            defaultValue: SENDER_DEFAULTS.encoding,
            label: 'Signature encoding',
            name: 'encoding',
            options: [
              { label: 'Hexadecimal', value: 'hex' },
              { label: 'Base64', value: 'base64' },
            ],
            type: 'select',
          },
        ],
        type: 'row',
      },
      {
        admin: {
          ...notInLists,
          condition: signs,
          description:
            'What is signed: {body}, and {timestamp}, {method}, {url} and {svix-id} as in Vapi’s form.',
        },
        defaultValue: SENDER_DEFAULTS.payloadFormat,
        label: 'Payload format',
        name: 'payloadFormat',
        type: 'text',
      },
      {
        fields: [
          {
            admin: {
              ...notInLists,
              condition: signs,
              description:
                'In seconds or milliseconds. If it is signed, it may be at most 5 minutes off.',
              width: '50%',
            },
            defaultValue: SENDER_DEFAULTS.timestampHeader,
            label: 'Timestamp header',
            name: 'timestampHeader',
            type: 'text',
          },
          {
            admin: { ...notInLists, condition: signs, description: 'For {svix-id}.', width: '50%' },
            defaultValue: SENDER_DEFAULTS.messageIdHeader,
            label: 'Message ID header',
            name: 'messageIdHeader',
            type: 'text',
          },
        ],
        type: 'row',
      },
      {
        admin: { ...notInLists, condition: signs },
        defaultValue: false,
        label: 'Secret is Base64',
        name: 'secretIsBase64',
        type: 'checkbox',
      },
      {
        admin: {
          ...notInLists,
          description:
            'Accept posts for this client only from these networks, such as 203.0.113.0/24; “vapi” means Vapi’s static addresses, which have to be enabled there. Empty: from everywhere.',
        },
        label: 'Allowed networks',
        name: 'networks',
        type: 'textarea',
      },
    ],
    hooks: { afterRead: [revealSecret], beforeChange: [refuseBadSender, retireReplacedSender] },
    label: 'Sender verification',
    name: 'vapiSender',
    type: 'group',
  },
  {
    admin: {
      components: { Field: '/src/components/SenderState#SenderState' },
      condition: (data) => Boolean(data?.vapiSender),
      disableListColumn: true,
    },
    name: 'senderState',
    type: 'ui',
  },
  {
    // After the token and the secret: their hooks recognize a stored document by this field.
    access: { create: nobody, read: nobody, update: nobody },
    hidden: true,
    name: 'vapiGuard',
    type: 'text',
  },
]
