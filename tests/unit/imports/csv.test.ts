import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withoutFormula } from '../../../src/exports/csv'
import { CALL_NAMES, isCallField } from '../../../src/imports/csv/callFields'
import { decimalOf, numberOf, secondsOf, textOf, yesNoOf } from '../../../src/imports/csv/cells'
import { CLIENT_NAMES, isClientField } from '../../../src/imports/csv/clientFields'
import { matchColumns } from '../../../src/imports/csv/columns'
import { ownFieldValue } from '../../../src/imports/csv/ownFieldValue'
import { readClient } from '../../../src/imports/csv/readClient'
import { openCSV } from '../../../src/imports/csv/readCSV'
import { instantIn, orderIn, wallIn } from '../../../src/imports/csv/times'
import { detectFormat } from '../../../src/imports/detectFormat'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-test-csv-'))
})
afterAll(() => rm(folder, { force: true, recursive: true }))

const fileOf = async (content: Uint8Array | string) => {
  const path = join(folder, crypto.randomUUID())
  await writeFile(path, content)
  return path
}

const read = async (content: Uint8Array | string) => {
  const file = await openCSV(await fileOf(content))
  const rows: (readonly [number, readonly string[]])[] = []
  for await (const { cells, line } of file.records()) rows.push([line, cells])
  return { delimiter: file.delimiter, head: file.head, rows }
}

const utf16 = (text: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

describe('a CSV file', () => {
  it.each<[string, Uint8Array | string, string[], string[]]>([
    ['commas', 'a,b\n1,2\n', ['a', 'b'], ['1', '2']],
    ['semicolons', 'a;b\r\n1,5;2\r\n', ['a', 'b'], ['1,5', '2']],
    ['tabs', 'a\tb\n1\t2', ['a', 'b'], ['1', '2']],
    ['a byte order mark', '\uFEFFa;b\n1;2\n', ['a', 'b'], ['1', '2']],
    ['a byte order mark before a quote', '\uFEFF"a";b\n1;2\n', ['a', 'b'], ['1', '2']],
    [
      'Windows-1252',
      Buffer.from('name;b\nM\xfcller \x80;2\n', 'latin1'),
      ['name', 'b'],
      ['Müller €', '2'],
    ],
    ['UTF-16 as “Unicode Text”', utf16('a\tb\r\nÜ\t2\r\n'), ['a', 'b'], ['Ü', '2']],
    ['Excel’s own hint', 'sep=;\r\na;b\r\n1;2\r\n', ['a', 'b'], ['1', '2']],
    ['quotes in quotes', 'a,b\n"say ""yes""","x,y"\n', ['a', 'b'], ['say "yes"', 'x,y']],
    ['delimiters in the quotes of its first line', '"a,b,c";d\n1;2\n', ['a,b,c', 'd'], ['1', '2']],
    ['old line ends', 'a,b\r1,2\r', ['a', 'b'], ['1', '2']],
  ])('is read with %s', async (_, content, head, row) => {
    const { head: found, rows } = await read(content)
    expect(found).toEqual(head)
    expect(rows.map(([, cells]) => cells)).toEqual([row])
  })

  it('says on which line a record begins, with line breaks in cells and empty lines between', async () => {
    const { rows } = await read('a,b\n1,"x\ny"\n2,z\n\n3,\n')
    expect(rows.map(([line]) => line)).toEqual([2, 4, 6])
  })

  it.each([
    ['', 'empty'],
    ['a,b\n"1,2\n', 'quote is not closed'],
    ['a,b\n1,x"y"\n', 'quote in the middle'],
    ['a,b\n"x" y,2\n', 'closing quote'],
  ])('that is broken says where: %j', async (content, why) => {
    await expect(read(content)).rejects.toThrow(why)
  })
})

describe('a cell', () => {
  it.each<[string, ',' | '.', null | number]>([
    ['12', '.', 12],
    ['12.50', ',', 12.5],
    ['12,50', '.', 12.5],
    ['1.234', ',', 1234],
    ['1.234', '.', 1.234],
    ['1,234', '.', 1234],
    ['1,234', ',', 1.234],
    ['1.234,50', '.', 1234.5],
    ['1,234.50', ',', 1234.5],
    ['1.234.567', '.', 1_234_567],
    ["1'234.50", '.', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['-3', '.', -3],
    ['x', '.', null],
    ['4,93E+10', ',', null],
    ['1-2', '.', null],
  ])('%s with the decimal sign “%s” is %s', (text, decimal, number) => {
    expect(numberOf(text, decimal)).toBe(number)
  })

  it('has the decimal sign of its file', () => {
    expect([decimalOf(';'), decimalOf(','), decimalOf('\t')]).toEqual([',', '.', '.'])
  })

  it.each<[string, boolean | null]>([
    ['TRUE', true],
    ['WAHR', true],
    ['sí', true],
    ['Nein', false],
    ['0', false],
    ['maybe', null],
  ])('%s is %s', (text, expected) => {
    expect(yesNoOf(text)).toBe(expected)
  })

  it.each<[string, null | number]>([
    ['61', 61],
    ['61.5', 61.5],
    ['1:01', 61],
    ['1:00:01', 3_601],
    ['90 s', 90],
    ['soon', null],
  ])('%s lasts %s seconds', (text, seconds) => {
    expect(secondsOf(text, '.')).toBe(seconds)
  })

  it.each([
    '=1+1',
    '@SUM(A1)',
    '-5 % off',
    '+49 30 1',
    'a;=2',
    '- first\n=2;=3',
    '\uFF1D1',
    'plain',
  ])('of our own export is read back: %j', (text) => {
    expect(textOf(withoutFormula(text))).toBe(text)
  })
})

describe('a time', () => {
  const berlin = { timeZone: 'Europe/Berlin' }
  it.each<[string, 'dmy' | 'mdy' | null, null | string]>([
    ['2026-07-15 22:30:05', null, '2026-07-15T20:30:05.000Z'],
    ['2026-07-15T22:30:05Z', null, '2026-07-15T22:30:05.000Z'],
    ['2026-07-15T22:30:05+02:00', null, '2026-07-15T20:30:05.000Z'],
    ['15.07.2026 22:30', null, '2026-07-15T20:30:00.000Z'],
    ['5.7.26', null, '2026-07-04T22:00:00.000Z'],
    ['15/07/2026 22:30', null, '2026-07-15T20:30:00.000Z'],
    ['7/15/2026 10:30 PM', null, '2026-07-15T20:30:00.000Z'],
    ['7/7/2026 12:00 AM', null, '2026-07-06T22:00:00.000Z'],
    ['03/04/2026 10:00', 'dmy', '2026-04-03T08:00:00.000Z'],
    ['03/04/2026 10:00', 'mdy', '2026-03-04T09:00:00.000Z'],
    ['03/04/2026 10:00', null, 'ambiguous'],
    ['46218.9375', null, '2026-07-15T20:30:00.000Z'],
    ['1784147405', null, '2026-07-15T20:30:05.000Z'],
    ['31/02/2026', null, null],
    ['25:00', null, null],
    ['yesterday', null, null],
  ])('%s (%s) is %s', (text, order, expected) => {
    const time = instantIn(text, { ...berlin, order })
    expect(time === null || time === 'ambiguous' ? time : time.iso).toBe(expected)
  })

  it('says in which order day and month are, if it does', () => {
    expect(['13/01/2026', '01/13/2026', '01/02/2026', '13.01.2026'].map(orderIn)).toEqual([
      'dmy',
      'mdy',
      null,
      null,
    ])
  })

  it('never throws', () => {
    for (const text of [
      '',
      ' ',
      '99/99/9999',
      '1/2/3',
      '9999-99-99',
      '73999',
      '2026-02-30 10:00',
    ]) {
      expect(() => [wallIn(text, null), instantIn(text, { ...berlin, order: null })]).not.toThrow()
    }
  })
})

const clientsOf = (head: string[], map: Record<string, string> = {}) =>
  matchColumns({ head, isField: isClientField, map, names: CLIENT_NAMES }).map(({ field }) => field)

describe('columns', () => {
  it.each([
    [
      ['E-Mail', 'Firma', 'Telefon', 'Zeitzone', 'Währung'],
      ['email', 'businessName', 'phone', 'timezone', 'currency'],
    ],
    [
      ['Correo electrónico', 'Empresa', 'Teléfono', 'Notas'],
      ['email', 'businessName', 'phone', 'adminNotes'],
    ],
    [
      ['email_address', 'business_name', 'vapi_webhook_token', 'vapi_assistant_id'],
      ['email', 'businessName', 'vapiWebhookToken', 'vapiAssistantId'],
    ],
    [
      ['Mobile', 'phone', 'E-mail', 'Shoe size'],
      [null, 'phone', 'email', null],
    ],
  ])('are matched by their names: %j', (head, fields) => {
    expect(clientsOf(head)).toEqual(fields)
  })

  it('are matched as --map says, which comes first', () => {
    expect(clientsOf(['Login', 'E-mail', 'Alt'], { Alt: 'businessName', Login: 'email' })).toEqual([
      'email',
      null,
      'businessName',
    ])
    expect(clientsOf(['E-mail', 'Firma'], { Firma: '-' })).toEqual(['email', null])
    expect(() => clientsOf(['E-mail'], { Nope: 'name' })).toThrow('no column “Nope”')
    expect(() => clientsOf(['E-mail'], { 'E-mail': 'mail' })).toThrow('“mail” is no field')
  })

  it('no two fields have the same other name', () => {
    for (const names of [Object.values(CLIENT_NAMES), Object.values(CALL_NAMES)]) {
      const all = names.flat()
      expect(all.filter((name, place) => all.indexOf(name) !== place)).toEqual([])
    }
  })

  it('of calls have an order of day and month, if --map says so', () => {
    const head = ['Call ID', 'Datum']
    const match = { head, isField: isCallField, map: { Datum: 'startedAt:dmy' }, names: CALL_NAMES }
    expect(matchColumns(match)[1]).toEqual({ column: 'Datum', field: 'startedAt', order: 'dmy' })
  })
})

describe('a row of a client', () => {
  it('is tidied, and says what was left out', () => {
    const { email, notes, values } = readClient(
      new Map([
        ['email', ' Ada@Salon.Test '],
        ['phone', "'+49 30 901820"],
        ['timezone', 'Berlin'],
        ['currency', 'eur'],
        ['language', 'Deutsch'],
        ['vapiWebhookToken', 'https://old.example/webhook/abcdefghijklmnopqrstuvwxyz/'],
        ['vapiPhoneNumber', '4,93E+11'],
        ['isActive', 'perhaps'],
      ]),
      null,
    )
    expect(email).toBe('ada@salon.test')
    expect(values).toEqual({
      currency: 'EUR',
      language: 'de',
      phone: '+4930901820',
      timezone: 'Europe/Berlin',
      vapiWebhookToken: 'abcdefghijklmnopqrstuvwxyz',
    })
    expect(notes).toHaveLength(2)
    expect(notes.join()).not.toContain('abcdefghij')
  })
})

describe('an own field', () => {
  const field = (type: 'choice' | 'date' | 'money' | 'number' | 'text' | 'yes_no') => ({
    choices: [{ key: 'big', label: 'Big one', values: ['gross'] }],
    key: 'size',
    label: 'Size',
    sources: [],
    type,
  })
  it.each([
    ['choice', 'Big One', 'big'],
    ['choice', 'Gross', 'big'],
    ['choice', 'tiny', 'tiny'],
    ['date', '15.07.2026', '2026-07-15'],
    ['date', '15.07.2026 9:30', '2026-07-15T09:30'],
    ['date', '03/04/2026', null],
    ['money', '12,50 €', { amount: 12.5, currency: 'EUR' }],
    ['money', '12.5', { amount: 12.5, currency: null }],
    ['number', '1.234', 1234],
    ['text', 'x', 'x'],
    ['yes_no', 'ja', true],
    ['yes_no', 'jein', null],
  ] as const)('of type %s reads %s as %j', (type, text, value) => {
    expect(ownFieldValue(field(type), text, { decimal: ',', order: null })).toEqual(value)
  })
})

describe('the format of a file', () => {
  it.each<[string, null | string]>([
    ['[{"model": "accounts.user"}]', 'django'],
    ['\uFEFF  [', 'django'],
    ['{"model": "accounts.user", "pk": 1}\n', 'django'],
    ['{"message": {"type": "end-of-call-report"}}\n', 'ndjson'],
    ['E-Mail;Firma\na@b.test;x\n', 'csv-clients'],
    ['id,clientEmail,startedAt,vapiCallId\n', 'csv-calls'],
    ['one,two\n1,2\n', null],
  ])('of %j is %s', async (content, format) => {
    expect(await detectFormat(await fileOf(content), { map: {} })).toBe(format)
  })
})
