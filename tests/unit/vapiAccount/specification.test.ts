import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../../src/server/http/listen'
import { stopServer } from '../../../src/server/http/stopServer'
import type { FakeOrg } from '../../vapi/fakeOrg'
import { type FakeVapi, startFakeVapi } from '../../vapi/fakeVapi'
import { UPDATE_ASSISTANT_KEYS, UPDATE_NUMBER_KEYS } from '../../vapi/keys'
import { readSpecification, requestProblems } from '../../vapi/specification'
import { rowOf } from '../../vapi/types'

const specification = readSpecification()

let vapi: FakeVapi
let org: FakeOrg

beforeAll(async () => {
  vapi = await startFakeVapi()
  org = vapi.addOrg()
  org.modes.addsNulls = false
})
afterAll(() => vapi.stop())

/** Only where the specification is there: the project does not need it. */
describe.skipIf(specification === null)('the fake and the published specification', () => {
  const answers = async (method: string, route: string, path: string, body?: unknown) => {
    const response = await fetch(`${vapi.apiURL}${path}`, {
      body: body === undefined ? null : JSON.stringify(body),
      headers: {
        authorization: `Bearer ${org.key}`,
        'content-type': 'application/json',
        'user-agent': 'client-desk/1.0',
      },
      method,
    })
    const answer = { body: await response.json(), method, path: route, status: response.status }
    return specification?.answerProblems(answer)
  }

  it('has the keys of a PATCH', () => {
    expect(specification?.propertiesOf('UpdateAssistantDTO')).toEqual(
      [...UPDATE_ASSISTANT_KEYS].sort(),
    )
    const schemas: Record<string, string> = {
      'byo-phone-number': 'UpdateByoPhoneNumberDTO',
      telnyx: 'UpdateTelnyxPhoneNumberDTO',
      twilio: 'UpdateTwilioPhoneNumberDTO',
      vapi: 'UpdateVapiPhoneNumberDTO',
      vonage: 'UpdateVonagePhoneNumberDTO',
    }
    for (const [provider, keys] of Object.entries(UPDATE_NUMBER_KEYS)) {
      const schema = schemas[provider] ?? ''
      expect(specification?.propertiesOf(schema), provider).toEqual([...keys].sort())
    }
  })

  it('answers calls, numbers, squads and assistants as it says', async () => {
    const assistant = org.addAssistant({ server: { url: 'https://desk.test/' } })
    org.addNumber({ assistantId: assistant.id })
    org.addNumber({ provider: 'vapi' })
    org.addSquad({ members: [assistant.id] })
    const call = org.addCall({ assistantId: assistant.id })
    expect(await answers('GET', '/call', '/call')).toEqual([])
    expect(await answers('GET', '/call/{id}', `/call/${call.id}`)).toEqual([])
    expect(await answers('GET', '/phone-number', '/phone-number')).toEqual([])
    expect(await answers('GET', '/squad', '/squad')).toEqual([])
    expect(await answers('GET', '/assistant', '/assistant')).toEqual([])
    const path = `/assistant/${assistant.id}`
    const body = { serverMessages: ['end-of-call-report'] }
    expect(await answers('PATCH', '/assistant/{id}', path, body)).toEqual([])
  })

  it('says what is wrong as it says', async () => {
    const response = await fetch(`${vapi.apiURL}/call?limit=1`, {
      headers: { 'user-agent': 'client-desk/1.0' },
    })
    expect(specification?.valueProblems('ErrorBody', await response.json())).toEqual([])
  })

  it('reports calls as it says', async () => {
    const posted: unknown[] = []
    const server = createServer(async (incoming, outgoing) => {
      let text = ''
      for await (const chunk of incoming.setEncoding('utf8')) text += chunk
      posted.push(JSON.parse(text))
      outgoing.end('{}')
    })
    const port = await listen({ host: '127.0.0.1', port: 0, server })
    vapi.reach('https://reports.test', `http://127.0.0.1:${port}`)
    const assistant = org.addAssistant({ server: { url: 'https://reports.test/' } })
    for (const type of ['inboundPhoneCall', 'webCall']) {
      await org.post(org.addCall({ assistantId: assistant.id, type }).id)
    }
    await stopServer({ milliseconds: 100, server })
    expect(posted).toHaveLength(2)
    for (const body of posted) {
      const { assistant: _, call: __, ...message } = rowOf(rowOf(body).message)
      expect(specification?.valueProblems('ServerMessageEndOfCallReport', message)).toEqual([])
    }
  })

  it('finds what is wrong with a request of ours', () => {
    const patch = (body: unknown) =>
      requestProblems({ body, method: 'PATCH', path: '/assistant/1' })
    expect(patch({ server: { url: 'https://a.example/' }, serverMessages: ['hang'] })).toEqual([])
    expect(patch({ server: null })).toEqual([])
    expect(patch({ serverMessages: ['end-of-call'] })).not.toEqual([])
    expect(patch({ server: { timeoutSeconds: 400 } })).not.toEqual([])
    expect(patch({ colour: 'red' })).not.toEqual([])
  })
})
