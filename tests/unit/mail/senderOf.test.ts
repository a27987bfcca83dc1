import { expect, it } from 'vitest'
import { senderOf } from '../../../src/mail/adapter'

const address = 'desk@agency.example'

it.each([
  ['MAIL_FROM’s own name', { address, name: 'Own' }, 'Agency', { address, name: 'Own' }],
  ['the agency’s name', { address, name: '' }, 'Agency', { address, name: 'Agency' }],
  ['no name', { address, name: '' }, null, { address, name: '' }],
  ['the agency’s, in previews', undefined, 'Agency', { address: 'desk@localhost', name: 'Agency' }],
  ['the product’s', undefined, null, { address: 'desk@localhost', name: 'Client Desk' }],
] as const)('a mail is sent with %s', (_, MAIL_FROM, agency, sender) => {
  expect(senderOf({ MAIL_FROM }, agency)).toEqual(sender)
})
