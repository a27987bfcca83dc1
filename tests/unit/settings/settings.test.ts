import { describe, expect, it } from 'vitest'
import { readMailbox } from '../../../src/settings/mailbox'
import { readSettings } from '../../../src/settings/settings'

const RIGHT = {
  MAIL_FROM: 'Client Desk <desk@agency.example>',
  SERVER_URL: 'https://desk.example',
  SMTP_URL: 'smtps://desk:secret-word@smtp.example:465',
}

describe('the mail settings', () => {
  it('are those of no mail server, unless given', () => {
    const { MAIL_FROM, SMTP_URL } = readSettings({ MAIL_FROM: ' ', SMTP_URL: '' })
    expect([MAIL_FROM, SMTP_URL]).toEqual([undefined, undefined])
  })

  it('name a server, a sender and where links lead', () => {
    expect(readSettings(RIGHT)).toMatchObject({
      MAIL_FROM: { address: 'desk@agency.example', name: 'Client Desk' },
      SMTP_URL: RIGHT.SMTP_URL,
    })
  })

  it.each([
    ['MAIL_FROM', { ...RIGHT, MAIL_FROM: undefined }],
    ['SERVER_URL', { ...RIGHT, SERVER_URL: undefined }],
    ['MAIL_FROM', { ...RIGHT, MAIL_FROM: 'desk' }],
    ['SMTP_URL', { ...RIGHT, SMTP_URL: 'http://desk:secret-word@smtp.example' }],
    ['SMTP_URL', { ...RIGHT, SMTP_URL: 'smtp://' }],
    ['SMTP_URL', { ...RIGHT, SMTP_URL: 'secret-word' }],
  ])('say that %s is wrong, and never show a password', (name, env) => {
    expect(() => readSettings(env)).toThrow(name)
    expect(() => readSettings(env)).not.toThrow(/secret-word/)
  })
})

describe('the hosts of recordings', () => {
  it.each([
    [undefined, []],
    [' ', []],
    [' Storage.example , *.r2.example', ['storage.example', '*.r2.example']],
    [
      'http://127.0.0.1:9000,https://minio.lan:9000',
      ['http://127.0.0.1:9000', 'https://minio.lan:9000'],
    ],
  ])('%j are %j', (RECORDING_HOSTS, hosts) => {
    expect(readSettings({ RECORDING_HOSTS }).RECORDING_HOSTS).toEqual(hosts)
  })

  it.each([
    '*',
    '*.',
    'example',
    '127.0.0.1',
    'a.example/path',
    'https://a.example/path',
    '*.*.a.example',
    'a..example',
  ])('%j is none', (RECORDING_HOSTS) => {
    expect(() => readSettings({ RECORDING_HOSTS })).toThrow('RECORDING_HOSTS must be')
  })
})

describe('a mailbox', () => {
  it.each([
    ['desk@agency.example', 'desk@agency.example', ''],
    [' Agentur Müller <desk@agency.example> ', 'desk@agency.example', 'Agentur Müller'],
    ['"Bright, Line" <desk@agency.example>', 'desk@agency.example', 'Bright, Line'],
    ['<desk@agency.example>', 'desk@agency.example', ''],
  ])('is read from %s', (text, address, name) => {
    expect(readMailbox(text)).toEqual({ address, name })
  })

  it.each([
    '',
    'desk',
    'a@b.example, c@d.example',
    'A <a@b.example> <c@d.example>',
    'A\r\nBcc: x@x.example <a@b.example>',
    'A <a@b.example',
  ])('is not read from %j', (text) => {
    expect(readMailbox(text)).toBeNull()
  })
})
