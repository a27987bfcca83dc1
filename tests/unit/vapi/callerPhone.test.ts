import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/vapi/redact'
import { toCallReport } from '../../../src/vapi/report'
import { RECEIVED_AT, TOKEN } from '../../fixtures/reports'
import { copyOf } from './copyOf'

const read = (fields: object, call: object = {}, root: object = {}) => {
  const message = { call: { id: 'x', ...call }, type: 'end-of-call-report', ...fields }
  const result = toCallReport(maskSecrets(copyOf({ ...root, message }), TOKEN), RECEIVED_AT)
  if (!result.ok) throw new Error(result.problem)
  const { customerPhone, customerPhoneSource, vapiPhoneNumber } = result.report
  return { customerPhone, customerPhoneSource, vapiPhoneNumber }
}
const caller = (customerPhone: string) => ({ customerPhone, customerPhoneSource: 'caller' })
const told = (customerPhone: string) => ({ customerPhone, customerPhoneSource: 'told' })
const withheld = { customerPhone: null, customerPhoneSource: 'withheld' }
const nobody = { customerPhone: null, customerPhoneSource: null }

const NUMBER = '+12025550146'

describe('who called', () => {
  it.each([
    ['customer', { customer: { number: NUMBER } }, {}],
    ['a customer below the call', {}, { customer: { number: NUMBER } }],
    ['its phoneNumber', {}, { customer: { phoneNumber: NUMBER } }],
    ['its phone', { customer: { phone: ' +1 (202) 555-0146 ' } }, {}],
    ['a customer that is the number', { customer: NUMBER }, {}],
    ['the variables', { artifact: { variableValues: { customer: { number: NUMBER } } } }, {}],
    ['from, of a call that comes in', {}, { from: NUMBER, to: '+12025550110', type: 'inbound' }],
    [
      'to, of a call that goes out',
      {},
      { from: '+12025550110', to: NUMBER, type: 'outboundPhoneCall' },
    ],
    ['customerNumber', { customerNumber: NUMBER }, {}],
    ['caller_number of the call', {}, { caller_number: NUMBER }],
    ['a SIP URI', { customer: { sipUri: `sip:${NUMBER}@198.51.100.7:5060` } }, {}],
    [
      'a SIP URI as the number',
      { customer: { number: `"Ada" <sip:${NUMBER}@example.com;user=phone>` } },
      {},
    ],
  ])('is known by %s', (_name, fields, call) => {
    expect(read(fields, call)).toMatchObject(caller(NUMBER))
  })

  const data = (structuredData: unknown) => ({ analysis: { structuredData } })
  const output = (name: string, result: unknown) => ({
    artifact: { structuredOutputs: { a: { name, result } } },
  })
  it.each([
    ['phone', data({ phone: NUMBER }), {}],
    ['Phone Number', data({ 'Phone Number': NUMBER }), {}],
    ['callback_number', data({ callback_number: NUMBER }), {}],
    ['teléfono', data({ Teléfono: NUMBER }), {}],
    ['Rückrufnummer', data({ Rückrufnummer: NUMBER }), {}],
    ['a contact', data({ contact: { mobile: NUMBER } }), {}],
    ['a booking', data({ booking: { customer: { phone: NUMBER } } }), {}],
    ...[
      ...['datos', 'appelant', 'contato', 'dati_cliente', 'gegevens', 'Kundendaten Kunde'],
      ...['appointment_details', 'extracted_data', 'booking_info', 'caller_details', 'Contacto'],
    ].map((holder): [string, object, object] => [
      holder,
      data({ [holder]: { telefono: NUMBER } }),
      {},
    ]),
    ['data in a text', data(JSON.stringify({ phone: NUMBER })), {}],
    ['data in a code fence', data(`\`\`\`json\n${JSON.stringify({ phone: NUMBER })}\n\`\`\``), {}],
    ['an output', output('Phone Number', NUMBER), {}],
    ['an output that is an object', output('Lead', { phone_number: NUMBER }), {}],
    ['outputs below the call', {}, output('callerPhone', NUMBER)],
    ['variables', { artifact: { variableValues: { leadPhone: NUMBER } } }, {}],
    ['variables of the call', {}, { assistantOverrides: { variableValues: { phone: NUMBER } } }],
    ['metadata', {}, { metadata: { leadPhone: NUMBER } }],
    ["Caller's Phone Number", output("Caller's Phone Number", NUMBER), {}],
    ['a list of fields', data([{ key: 'phone', value: NUMBER }]), {}],
    ['answers', data({ answers: [{ field: 'Phone', answer: NUMBER }] }), {}],
  ])('was told as %s', (_name, fields, call) => {
    expect(read(fields, call)).toMatchObject(told(NUMBER))
  })

  it('was told at the root', () => {
    expect(read({}, {}, { metadata: { leadPhone: NUMBER } })).toMatchObject(told(NUMBER))
  })

  it('is shown as it was told when the country is not known', () => {
    expect(read(data({ phone: '(786) 555-0142' }))).toMatchObject(told('(786) 555-0142'))
    expect(read(data({ phone: 7865550142 }))).toMatchObject(told('7865550142'))
  })

  it.each([
    ['an answer that is no number', data({ phone: 'yes' })],
    ['what was not said', data({ phone: 'unknown' })],
    ['somebody else’s', data({ emergency_contact: { phone: NUMBER } })],
    ['the doctor’s', data({ doctor_phone: NUMBER })],
    [
      'the line itself',
      { ...data({ phone: '+12025550110' }), phoneNumber: { number: '+12025550110' } },
    ],
    ['the line among variables', { artifact: { variables: { phoneNumber: { number: NUMBER } } } }],
    [
      'where the agency may be called back',
      { artifact: { variableValues: { callback_number: NUMBER } } },
    ],
    ['a date', data({ phone: '2026-12-01' })],
    ['the spouse’s', data({ spouse: { phone: NUMBER } })],
    ['the company’s', data({ company_info: { phone: NUMBER } })],
    ['the agent’s', data({ booking_agent: { phone: NUMBER } })],
    ['another contact’s', data({ secondary_contact: { phone: NUMBER } })],
    ['too short a number', data({ phone: '12345' })],
    ['a sentence', data({ phone: 'call 202-555-0146 after six' })],
  ])('is not %s', (_name, fields) => {
    expect(read(fields)).toMatchObject(nobody)
  })

  it('by the line counts more than what was told', () => {
    const fields = { ...data({ phone: '+12025550199' }), customer: { number: NUMBER } }
    expect(read(fields)).toMatchObject(caller(NUMBER))
  })

  it('is told the same whatever the order of keys', () => {
    const entries: [string, string][] = [
      ['callback_number', '+12025550101'],
      ['customerPhone', '+12025550102'],
      ['customer_phone', '+12025550103'],
      ['mobile', '+12025550104'],
      ['note', '+12025550105'],
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(read(data(Object.fromEntries(shuffled)))).toMatchObject(told('+12025550102'))
      }),
    )
  })
})

describe('a withheld number', () => {
  it.each([
    '+266696687',
    '+266 696687',
    'tel:+266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    'anonymous',
    'Anonymous',
    'ANONYMOUS',
    'Restricted',
    'unknown',
    'Private Number',
    'No Caller ID',
    'unavailable',
    'anonymous@anonymous.invalid',
    'sip:anonymous@anonymous.invalid',
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
    'sip:+266696687@198.51.100.7:5060',
    '<sip:anonymous@anonymous.invalid>;tag=abc',
    '"Anonymous" <sip:anonymous@10.0.0.1>;tag=1',
    'sip:unavailable@unknown.invalid',
    'client:Anonymous',
    'Restricted Number',
    'blocked number',
    'Unknown Caller ID',
    'Caller ID Withheld',
    'No number',
    '+0000000000',
    'Número privado',
    'numero privato',
    'Numéro privé',
    'appel masqué',
    'Rufnummer unterdrückt',
    'Unbekannter Anrufer',
    'anónimo',
    'número desconhecido',
    'sconosciuto',
    'inconnu',
    'anoniem',
    'Privénummer',
    'gizli numara',
    'zastrzeżony',
    'skjult nummer',
    'неизвестный',
    'скрытый номер',
    '非通知',
    '발신번호표시제한',
    'رقم خاص',
  ])('is no number: %s', (number) => {
    expect(read({ customer: { number } })).toMatchObject(withheld)
    const told = { analysis: { structuredData: { phone: NUMBER } }, customer: { number } }
    expect(read(told)).toMatchObject({ customerPhone: NUMBER, customerPhoneSource: 'told' })
  })

  it.each(['+26622123456', '+26659696687', '266696687', '+73787428330', '+8628245225300'])(
    'is not %s',
    (number) => {
      expect(read({ customer: { number } })).toMatchObject(caller(number))
    },
  )

  it('in a SIP URI does not hide the number that stands beside it', () => {
    const customer = { number: 'anonymous', sipUri: `sip:${NUMBER}@198.51.100.7` }
    expect(read({ customer })).toMatchObject(caller(NUMBER))
  })
})

describe('the number that was called', () => {
  it.each([
    ['+12025550110', { phoneNumber: { number: '+12025550110' } }, {}],
    ['+12025550110', { phoneNumber: '+1 202 555 0110' }, {}],
    ['+12025550110', {}, { phoneNumber: '+12025550110' }],
    ['+12025550110', {}, { to: '+12025550110', type: 'inboundPhoneCall' }],
    ['+12025550110', {}, { from: '+12025550110', type: 'outboundPhoneCall' }],
    ['+12025550110', { artifact: { variables: { phoneNumber: { number: '+12025550110' } } } }, {}],
    ['sip:salon@sip.example.com', { phoneNumber: { sipUri: 'sip:salon@sip.example.com' } }, {}],
  ])('is %s', (number, fields, call) => {
    expect(read(fields, call).vapiPhoneNumber).toBe(number)
  })
})

describe('a number in other clothes', () => {
  it.each([
    ['<sip:+12025550146@198.51.100.7:5060>;tag=x1', NUMBER],
    ['"Ada" <sip:+12025550146@example.com>;tag=x1', NUMBER],
    ['sip:%2B12025550146@example.com', NUMBER],
    ['sip:+12025550146;phone-context=+1@example.com', NUMBER],
    ['sip:+12025550146@example.com:5061;transport=tls;user=phone', NUMBER],
    ['whatsapp:+12025550146', NUMBER],
    ['\u202a+1 202-555-0146\u202c', NUMBER],
    ['+1\u00a0202\u00a0555\u00a00146', NUMBER],
    ['＋１２０２５５５０１４６', NUMBER],
    ['+٩٦٦٥٠١٢٣٤٥٦٧', '+966501234567'],
  ])('%s is shown as %s', (number, shown) => {
    expect(read({ customer: { number } })).toMatchObject(caller(shown))
  })
})

describe('a SIP address', () => {
  it.each([
    ['sip:ada@example.com', 'sip:ada@example.com'],
    ['sip:1001@pbx.example.com', 'sip:1001@pbx.example.com'],
    ['sip:12025550146@198.51.100.7', '12025550146'],
    [`sips:${NUMBER}:secret@198.51.100.7`, NUMBER],
  ])('%s is shown as %s', (sipUri, shown) => {
    expect(read({ customer: { sipUri } })).toMatchObject(caller(shown))
  })
})
