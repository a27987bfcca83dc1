import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Brand as StoredBrand } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeJPEG, makePNG, makeWebP } from '../../helpers/images'
import { makeClient, makeStaff, makeSuperuser, PASSWORD } from '../../helpers/people'
import { asJSON, holdToCodes } from '../../helpers/requests'

type Headers = Record<string, string>

let desk: TestDesk
let boss: Headers
beforeAll(async () => {
  desk = await createTestDesk({ env: { SERVER_URL: 'https://desk.example' } })
  boss = await desk.login(await makeSuperuser(desk.payload))
})
afterAll(() => desk.stop())

type Answer = { doc: StoredBrand; errors?: { data?: unknown; message: string }[] }

const create = (body: Record<string, unknown>) =>
  asJSON<Answer>({ body, headers: boss, url: `${desk.url}/api/brands` })

const change = (id: string, body: Record<string, unknown>) =>
  asJSON<Answer>({ body, headers: boss, method: 'PATCH', url: `${desk.url}/api/brands/${id}` })

const newBrand = async (body: Record<string, unknown> = {}): Promise<StoredBrand> => {
  const answer = await create({ name: 'Bright Lines', ...body })
  expect(answer.status).toBe(201)
  return answer.body.doc
}

const brandOf = async (asked: { host?: null | string; user?: { brand?: null | string } }) => {
  const { brandOf: find } = await import('../../../src/brands/brandOf')
  return find({ host: asked.host ?? null, payload: desk.payload, user: asked.user ?? null })
}

/** As soon as every process knows of it: within seconds. */
const within = { interval: 300, timeout: 8_000 }

describe('a brand', () => {
  it('is stored in one form, however it was typed', async () => {
    const doc = await newBrand({
      accent: ' #1D4ED8',
      hosts: ['Calls.Bright.Example:443', 'calls.bright.example', 'büro.example'],
      imprintURL: ' https://bright.example/legal ',
      name: '  Bright\n Lines ',
      senderName: 'Bright\r\nBcc: x@x.example',
      supportEmail: 'help@bright.example',
      supportPhone: '+49 30 901820',
    })
    expect(doc).toMatchObject({
      accent: '#1d4ed8',
      hosts: ['calls.bright.example', 'xn--bro-hoa.example'],
      imprintURL: 'https://bright.example/legal',
      name: 'Bright Lines',
      senderName: 'Bright Bcc: x@x.example',
      supportPhone: '+4930901820',
    })
  })

  it.each([
    { name: '' },
    { name: 'x'.repeat(81) },
    { accent: 'blue' },
    { accent: '#12345' },
    { hosts: ['https://calls.example'] },
    { hosts: ['*.example'] },
    { hosts: ['192.0.2.1'] },
    { hosts: ['desk.example'] },
    { hosts: Array.from({ length: 21 }, (_, index) => `h${index}.example`) },
    { imprintURL: 'http://bright.example/legal' },
    { imprintURL: 'javascript:alert(1)' },
    { privacyURL: 'https://user:password@bright.example' },
    { privacyURL: `https://bright.example/${'x'.repeat(500)}` },
    { supportEmail: 'nobody' },
    { supportPhone: '030 901820' },
  ])('is refused with %j', async (wrong) => {
    const { status } = await create({ name: 'Wrong', ...wrong })
    expect(status).toBe(400)
  })

  it('shares no host with another, even if both are saved at the same time', async () => {
    const other = await newBrand({ name: 'Other' })
    for (let round = 0; round < 6; round += 1) {
      const hosts = [`shared-${round}.example`]
      const answers = await Promise.all([
        create({ hosts, name: `First ${round}` }),
        change(other.id, { hosts }),
        create({ hosts: [`SHARED-${round}.example:443`], name: `Third ${round}` }),
      ])
      const done = answers.filter(({ status }) => status < 300)
      expect(done).toHaveLength(1)
      const { rows } = await desk.sql.query(
        `select 1 from brands_texts where path = 'hosts' and text = $1`,
        hosts,
      )
      expect(rows).toHaveLength(1)
    }
  })

  it('keeps its hosts in an edit of something else, and gives them up for others', async () => {
    const brand = await newBrand({ hosts: ['kept.example', 'given.example'] })
    expect((await change(brand.id, { name: 'Renamed' })).body.doc.hosts).toEqual([
      'kept.example',
      'given.example',
    ])
    expect((await change(brand.id, { hosts: ['kept.example'] })).status).toBe(200)
    await newBrand({ hosts: ['given.example'] })
  })

  it('has its edits in the history, with what changed', async () => {
    const brand = await newBrand({ hosts: ['old.example'], name: 'Old' })
    await change(brand.id, { hosts: ['new.example'], name: 'New' })
    const { rows } = await desk.sql.query(
      `select action, label, changes from audit_log where document = $1 order by at`,
      [brand.id],
    )
    expect(rows).toMatchObject([
      { action: 'created', label: 'Old' },
      {
        action: 'changed',
        changes: { hosts: [['old.example'], ['new.example']], name: ['Old', 'New'] },
        label: 'New',
      },
    ])
  })
})

describe('whose brand is shown', () => {
  it('is decided by the user, before that by the host, and never by what a host claims', async () => {
    const brand = await newBrand({ hosts: ['mine.example'], name: 'Mine' })
    const other = await newBrand({ hosts: ['other.example'], name: 'Theirs' })
    await desk.payload.updateGlobal({
      data: { agencyName: 'The agency' },
      overrideAccess: true,
      slug: 'desk',
    })
    await expect
      .poll(async () => (await brandOf({ host: 'mine.example' })).name, within)
      .toBe('Mine')
    const names = async (...asked: Parameters<typeof brandOf>[0][]) =>
      Promise.all(asked.map(async (each) => (await brandOf(each)).name))
    expect(
      await names(
        { host: 'MINE.example:443' },
        { host: 'mine.example', user: { brand: other.id } },
        // A client of the desk’s own brand at another brand’s host.
        { host: 'mine.example', user: {} },
        { user: { brand: brand.id } },
        { user: { brand: crypto.randomUUID() } },
        { host: 'evil.example' },
        { host: '[' },
        {},
      ),
    ).toEqual([
      'Mine',
      'Theirs',
      'The agency',
      'Mine',
      'The agency',
      'The agency',
      'The agency',
      'The agency',
    ])
  })

  it('is the desk’s again when the brand is deleted', async () => {
    const brand = await newBrand({ hosts: ['short.example'], name: 'Short' })
    const client = await makeClient(desk.payload, { brand: brand.id })
    const gone = await asJSON({
      headers: boss,
      method: 'DELETE',
      url: `${desk.url}/api/brands/${brand.id}`,
    })
    expect(gone.status).toBe(200)
    const { rows } = await desk.sql.query('select brand_id from users where id = $1', [client.id])
    expect(rows).toEqual([{ brand_id: null }])
    await expect.poll(async () => (await brandOf({ host: 'short.example' })).id, within).toBe(null)
  })

  it('takes no query of its own while it is known', async () => {
    await brandOf({})
    const spy = vi.spyOn(desk.payload.db.pool, 'query')
    await Promise.all(Array.from({ length: 200 }, () => brandOf({ host: 'mine.example' })))
    const queries = spy.mock.calls.filter((args) => JSON.stringify(args).includes('desk_brands'))
    spy.mockRestore()
    expect(queries.length).toBeLessThanOrEqual(1)
  })
})

const logoAt = (id: string, scheme = 'light') => `${desk.url}/api/brands/${id}/logo/${scheme}`

const upload = async (
  url: string,
  file: Buffer,
  { headers = boss, type = 'image/png' }: { headers?: Headers; type?: string } = {},
) => {
  const answer = await fetch(url, {
    body: new Uint8Array(file),
    headers: { ...headers, 'content-type': type },
    method: 'POST',
  })
  const body: unknown = await answer.json().catch(() => null)
  holdToCodes(body, url)
  return { body, status: answer.status }
}

const logosOf = async (id: string) => {
  const { rows } = await desk.sql.query<{ scheme: string; type: string }>(
    'select scheme, type from brand_logos where brand_id = $1 order by scheme',
    [id],
  )
  return rows.map(({ scheme, type }) => `${scheme} ${type}`)
}

describe('a logo', () => {
  it('is stored by its bytes, whatever its type is said to be, and shown to everybody', async () => {
    const brand = await newBrand()
    const file = makePNG({ texts: ['Author\0Ada'] })
    const stored = await upload(logoAt(brand.id), file, { type: 'image/svg+xml' })
    expect(stored).toMatchObject({
      body: { height: 40, type: 'image/png', width: 120 },
      status: 200,
    })
    expect((await upload(logoAt(brand.id, 'dark'), makeWebP.lossless())).status).toBe(200)
    expect(await logosOf(brand.id)).toEqual(['dark image/webp', 'light image/png'])

    const { url } = Object(stored.body)
    await expect
      .poll(async () => (await brandOf({ user: { brand: brand.id } })).logo.light, within)
      .toBe(url)
    const shown = await fetch(`${desk.url}${url}`)
    expect(shown.status).toBe(200)
    expect(Buffer.from(await shown.arrayBuffer()).equals(makePNG())).toBe(true)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
    })
    const before = await fetch(`${desk.url}${String(url).replace(/[^/]+$/, 'earlier')}`)
    expect(before.headers.get('cache-control')).toBe('public, max-age=60')
  })

  it('makes the icon, which is a letter before, and is removed again', async () => {
    const brand = await newBrand({ accent: '#7c3aed', name: 'Åse' })
    const iconOf = async () => {
      const { icon } = await brandOf({ user: { brand: brand.id } })
      const answer = await fetch(`${desk.url}${icon}`)
      expect(answer.headers.get('content-type')).toContain('image/svg+xml')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      return answer.text()
    }
    await expect.poll(iconOf, within).toContain('>Å</text>')
    await upload(logoAt(brand.id), makeJPEG())
    await expect.poll(iconOf, within).toContain('data:image/jpeg;base64,')
    const remove = () => asJSON({ headers: boss, method: 'DELETE', url: logoAt(brand.id) })
    expect((await remove()).body).toEqual({ removed: true })
    expect((await remove()).body).toEqual({ removed: false })
    await expect.poll(iconOf, within).toContain('>Å</text>')
    const { rows } = await desk.sql.query(
      `select changes from audit_log where document = $1 and action = 'changed' order by at`,
      [brand.id],
    )
    expect(rows).toEqual([
      { changes: { lightLogo: 'changed' } },
      { changes: { lightLogo: 'changed' } },
    ])
  })

  it('makes icons as PNG, if it is one', async () => {
    const brand = await newBrand()
    const icons = async () => (await brandOf({ user: { brand: brand.id } })).pngIcons
    await upload(logoAt(brand.id), makePNG())
    await expect
      .poll(async () => (await icons()).map(({ side }) => side), within)
      .toEqual([180, 192, 512])
    for (const { side, src } of await icons()) {
      const answer = await fetch(`${desk.url}${src}`)
      expect(answer.headers.get('content-type')).toBe('image/png')
      expect(answer.headers.get('cache-control')).toContain('immutable')
      const { readLogo } = await import('../../../src/brands/readLogo')
      const icon = readLogo(new Uint8Array(await answer.arrayBuffer()))
      expect(icon).toMatchObject({ height: side, width: side })
    }
    const [first] = await icons()
    const odd = await asJSON({ url: `${desk.url}${first?.src.replace(/180$/, '181')}` })
    expect(odd.status).toBe(404)
    await upload(logoAt(brand.id), makeWebP.lossy())
    await expect.poll(icons, within).toEqual([])
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 400],
    ['a page', Buffer.from('<script>alert(1)</script>'), 'image/png', 400],
    ['an image and a page', Buffer.concat([makePNG(), Buffer.from('<script>')]), 'image/png', 400],
    ['one that is too wide', makePNG({ width: 2_001 }), 'image/png', 400],
    ['nothing', Buffer.alloc(0), 'image/png', 400],
    ['one that is too large', makePNG({ padding: 200 * 1024 }), 'image/png', 413],
  ])('is not %s', async (_, file, type, status) => {
    const brand = await newBrand()
    expect((await upload(logoAt(brand.id), file, { type })).status).toBe(status)
    expect(await logosOf(brand.id)).toEqual([])
  })

  it('is written by superusers alone, in person, and from the desk’s pages', async () => {
    const brand = await newBrand()
    await upload(logoAt(brand.id), makePNG())
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change', 'groups.change'])
    const key = await asJSON<{ doc: { key: string } }>({
      body: { name: 'tool' },
      headers: boss,
      url: `${desk.url}/api/api-keys`,
    })
    const cookie = `payload-token=${boss.authorization?.replace('JWT ', '')}`
    const others: Record<string, Headers> = {
      'a client': await desk.login(await makeClient(desk.payload, { brand: brand.id })),
      'a key': { authorization: `Bearer ${key.body.doc.key}` },
      'another site': { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      nobody: {},
      staff: await desk.login(staff),
    }
    for (const [who, headers] of Object.entries(others)) {
      const file = makeJPEG()
      expect([who, (await upload(logoAt(brand.id), file, { headers })).status]).toEqual([
        who,
        expect.toSatisfy((status: number) => status === 401 || status === 403),
      ])
      const gone = await asJSON({ headers, method: 'DELETE', url: logoAt(brand.id) })
      expect([401, 403]).toContain(gone.status)
    }
    expect(await logosOf(brand.id)).toEqual(['light image/png'])
    const own = { cookie, origin: 'https://desk.example', 'sec-fetch-site': 'same-origin' }
    expect((await upload(logoAt(brand.id), makeJPEG(), { headers: own })).status).toBe(200)
  })

  it('belongs to a brand that there is, and to one of two looks', async () => {
    const brand = await newBrand()
    expect((await upload(logoAt(crypto.randomUUID()), makePNG())).status).toBe(404)
    expect((await upload(logoAt('x'), makePNG())).status).toBe(404)
    expect((await upload(logoAt(brand.id, 'blue'), makePNG())).status).toBe(404)
    for (const path of [
      `/api/v1/brand/${brand.id}/logo/light/1`,
      `/api/v1/brand/${brand.id}/logo/__proto__/1`,
      `/api/v1/brand/x/logo/light/1`,
      `/api/v1/brand/${crypto.randomUUID()}/icon/1`,
    ]) {
      expect((await asJSON({ url: `${desk.url}${path}` })).status).toBe(404)
    }
    expect((await fetch(`${desk.url}/api/v1/brand/desk/icon/1`)).status).toBe(200)
  })

  it('is the last of several that are uploaded at the same time, and whole', async () => {
    const brand = await newBrand()
    const files = [makePNG(), makeJPEG(), makeWebP.lossy(), makeWebP.extended()]
    const done = await Promise.all(files.map((file) => upload(logoAt(brand.id), file)))
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { rows } = await desk.sql.query<{ bytes: Buffer }>(
      'select bytes from brand_logos where brand_id = $1',
      [brand.id],
    )
    expect(rows).toHaveLength(1)
    expect(files.some((file) => file.equals(rows[0]?.bytes ?? Buffer.alloc(0)))).toBe(true)
  })
})

describe('the host of a brand', () => {
  const signInFrom = (origin: string, host: string) => {
    const body = JSON.stringify({ email: 'nobody@desk.test', password: PASSWORD })
    const headers = { 'content-type': 'application/json', host, origin }
    return { body, headers }
  }

  it('may act for who is signed in, from seconds after it was added until it is removed', async () => {
    const { send } = await import('../origins/doors')
    const client = await makeClient(desk.payload)
    const { authorization } = await desk.login(client)
    const cookie = `payload-token=${authorization?.replace('JWT ', '')}`
    const me = async (headers: Headers) => {
      const { body } = await send(desk, { headers: { cookie, ...headers }, path: '/api/users/me' })
      return body.includes(client.id)
    }
    const there = { host: 'inner:8080', origin: 'https://later.example' }
    expect(await me(there)).toBe(false)
    const brand = await newBrand({ hosts: ['later.example'] })
    await expect.poll(() => me(there), within).toBe(true)
    expect(await me({ ...there, origin: 'http://later.example' })).toBe(false)
    expect(await me({ host: 'later.example', origin: 'http://later.example' })).toBe(false)
    expect(await me({ ...there, origin: 'https://later.example.evil.example' })).toBe(false)
    await change(brand.id, { hosts: [] })
    await expect.poll(() => me(there), within).toBe(false)
  })

  it('signs people in by https alone', async () => {
    const { send } = await import('../origins/doors')
    await newBrand({ hosts: ['sign-in.example'] })
    const status = async (origin: string) => {
      const sent = signInFrom(origin, 'sign-in.example')
      const { body } = await send(desk, { ...sent, path: '/api/users/login' })
      return /"code":"(\w+)"/.exec(body)?.[1]
    }
    await expect.poll(() => status('http://sign-in.example'), within).toBe('NOT_ENCRYPTED')
    expect(await status('https://sign-in.example')).toBe('WRONG_LOGIN')
    expect(await status('https://evil.example')).toBe('FOREIGN_ORIGIN')
  })
})
