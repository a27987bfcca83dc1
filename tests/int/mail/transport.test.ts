import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, describe, expect, it } from 'vitest'
import { previewSend } from '../../../src/mail/transport/preview'
import { smtpSend } from '../../../src/mail/transport/smtp'
import { startSMTP, type TestSMTP } from './smtpServer'

const MAIL = {
  from: 'desk@agency.example',
  html: '<p>Hello</p>',
  subject: 'Grüße, 世界 🎉',
  text: 'Hello',
  to: { address: 'maya@willow-wave.example', name: 'Zoë Łukasz, “M”' },
}

const after: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of after.splice(0).reverse()) await undo()
})

const start = async (options?: Parameters<typeof startSMTP>[0]): Promise<TestSMTP> => {
  const server = await startSMTP(options)
  after.push(server.stop)
  return server
}

describe('sending by SMTP', () => {
  it('keeps names and subjects of every script, over one kept connection', async () => {
    const { received, url } = await start()
    const send = smtpSend({ url })
    await send(MAIL)
    await send(MAIL)
    expect(received[0]?.mail.subject).toBe(MAIL.subject)
    expect(received[0]?.mail.to).toEqual([MAIL.to])
    expect(received[0]?.raw).toMatch(/multipart\/alternative/)
    expect(received.map(({ session }) => session)).toEqual(
      Array(2).fill(received[0]?.session ?? 'none'),
    )
  })

  it('is encrypted where the server can', async () => {
    const secure: boolean[] = []
    const { url } = await start({
      onMailFrom(_address, session, done) {
        secure.push(session.secure)
        done()
      },
    })
    await smtpSend({ url })(MAIL)
    expect(secure).toEqual([true])
  })

  it('trusts no certificate that nobody signed, unless told so', async () => {
    const { received, url } = await start()
    await expect(smtpSend({ url: url.replace(/\?.*/, '') })(MAIL)).rejects.toThrow(/certificate/)
    expect(received).toEqual([])
  })

  it('signs in with what the URL says, percent-encoded', async () => {
    const seen: unknown[] = []
    const { url } = await start({
      authOptional: false,
      onAuth({ password, username }, _session, done) {
        seen.push([username, password])
        done(null, { user: username })
      },
    })
    const account = `${encodeURIComponent('désk@agency')}:${encodeURIComponent('p@ss/wörd:?')}`
    await smtpSend({ url: url.replace('//', `//${account}@`) })(MAIL)
    expect(seen).toEqual([['désk@agency', 'p@ss/wörd:?']])
  })

  it('shows no password when it is refused', async () => {
    const { url } = await start({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('Wrong')),
    })
    const error: unknown = await smtpSend({ url: url.replace('//', '//desk:hush-hush@') })(
      MAIL,
    ).then(
      () => 'sent',
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(Error)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(
      /hush|aHVzaC1odXNo/,
    )
  })

  it('sends a password to no other machine in the clear, unless told so', async () => {
    const { received, url } = await start({
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      host: '127.0.0.2',
    })
    const withPassword = url.replace('//', '//desk:hush@')
    await expect(smtpSend({ url: withPassword })(MAIL)).rejects.toMatchObject({ code: 'ETLS' })
    expect(received).toEqual([])
    await smtpSend({ url })(MAIL)
    expect(received).toHaveLength(1)
    // The server knows no account; what matters is that the password was tried.
    await expect(smtpSend({ url: `${withPassword}&requireTLS=false` })(MAIL)).rejects.toMatchObject(
      { code: 'EAUTH' },
    )
  })

  it('fails when nobody listens', async () => {
    const { stop, url } = await startSMTP()
    await stop()
    await expect(smtpSend({ url })(MAIL)).rejects.toMatchObject({ code: 'ESOCKET' })
  })

  it('fails when the server accepts connections and says nothing', async () => {
    const silent = createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    after.push(() => new Promise((resolve) => silent.close(resolve)))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    await expect(
      smtpSend({ times: { greetingTimeout: 200 }, url: `smtp://127.0.0.1:${port}` })(MAIL),
    ).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  it('fails when the server will not have the mail, and sends the next one', async () => {
    const answers = [new Error('Not now'), null]
    const { received, url } = await start({
      onRcptTo: (_address, _session, done) => done(answers.shift()),
    })
    const send = smtpSend({ url })
    await expect(send(MAIL)).rejects.toThrow(/Not now/)
    await send(MAIL)
    expect(received).toHaveLength(1)
  })
})

describe('the preview folder', () => {
  const folder = async () => {
    const path = await mkdtemp(join(tmpdir(), 'desk-mails-'))
    after.push(() => rm(path, { recursive: true }))
    return join(path, 'mails')
  }

  it('holds each mail as it would travel and as it looks, for its owner alone', async () => {
    const path = await folder()
    await previewSend({ folder: path })({ ...MAIL, messageId: '<../../x y@agency.example>' })
    const names = (await readdir(path)).sort()
    expect(names).toEqual([
      expect.stringMatching(/^\d{4}-.*Z-xy\.eml$/),
      expect.stringMatching(/^\d{4}-.*Z-xy\.html$/),
    ])
    const [eml = '', html = ''] = names.map((name) => join(path, name))
    expect((await PostalMime.parse(await readFile(eml))).subject).toBe(MAIL.subject)
    expect(await readFile(html, 'utf8')).toBe(MAIL.html)
    const modes = await Promise.all([path, eml, html].map((each) => stat(each)))
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600, 0o600])
  })

  it('keeps the newest, also when several write at once', async () => {
    const path = await folder()
    const send = previewSend({ folder: path, kept: 3 })
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([1, 2].map((one) => send({ ...MAIL, messageId: `<${round}-${one}@x>` })))
    }
    const rounds = (await readdir(path)).map((name) => /Z-(\d-\d)\./.exec(name)?.[1]).sort()
    expect(rounds).toHaveLength(6)
    expect(new Set(rounds)).toContain('4-1')
    expect(new Set(rounds)).toContain('4-2')
  })
})
