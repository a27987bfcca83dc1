import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Headers = Record<string, string>
type Refused = { errors: { code: string; message: string }[] }

let desk: TestDesk
let root: Headers
let client: Awaited<ReturnType<typeof makeClient>>

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
})

afterAll(() => desk.stop())

const refuse = async (headers: Headers, { body, path }: { body: object; path: string }) => {
  const answer = await asJSON<Refused>({
    body,
    headers: { ...root, ...headers },
    method: 'PATCH',
    url: `${desk.url}/api/users${path}`,
  })
  return answer.body.errors[0]
}

const withCookie = (language: string): Headers => ({
  Cookie: [root.Cookie ?? root.cookie, `payload-lng=${language}`].filter(Boolean).join('; '),
})

describe('Payload’s messages of the API', () => {
  const invalid = { setupStatus: 'on Mars' }

  it.each([
    ['de-AT,de;q=0.9', 'Das folgende Feld ist nicht korrekt: Einrichtung > Einrichtungsstand'],
    ['nl', 'Het volgende veld is ongeldig: Ingebruikname > Instelstatus'],
    ['en-GB', 'The following field is invalid: Onboarding > Setup status'],
    ['ja', 'The following field is invalid: Onboarding > Setup status'],
    ['*', 'The following field is invalid: Onboarding > Setup status'],
  ])('are in the language of the request (%s), the code is the same', async (language, message) => {
    const headers = { 'Accept-Language': language }
    const error = await refuse(headers, { body: invalid, path: `/${client.id}` })
    expect(error).toMatchObject({
      code: 'VALIDATION_FAILED',
      message,
    })
    const bulk = `?where[id][equals]=${client.id}`
    const ofMany = await refuse(headers, { body: invalid, path: bulk })
    expect(ofMany).toMatchObject({ code: 'VALIDATION_FAILED' })
  })

  it('are in the language that the person chose in the admin, if it is one of them', async () => {
    for (const [chosen, message] of [
      ['de', 'Das folgende Feld'],
      ['ja', 'Het volgende veld'],
    ] as const) {
      const headers = { ...withCookie(chosen), 'Accept-Language': 'nl' }
      const error = await refuse(headers, { body: invalid, path: `/${client.id}` })
      expect(error?.message).toContain(message)
    }
  })

  it('have the same code where the desk refuses a field of many users in English', async () => {
    const error = await refuse(
      { 'Accept-Language': 'de' },
      { body: { vapiWebhookToken: 'a b' }, path: `?where[id][equals]=${client.id}` },
    )
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED' })
  })
})
