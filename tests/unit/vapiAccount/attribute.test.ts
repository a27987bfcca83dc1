import { describe, expect, it } from 'vitest'
import {
  type Attributable,
  type AttributionBook,
  attribute,
  namedClients,
} from '../../../src/vapiAccount/attribution/attribute'

const book: AttributionBook = {
  assistants: new Map([
    ['of-ada', ['ada']],
    ['of-both', ['ada', 'bob']],
    ['of-bob', ['bob']],
  ]),
  clientsOfURL: (url) => (url.includes('token-of-bob') ? ['bob'] : []),
  digest: '',
  numbers: new Map([
    ['number-of-ada', ['ada']],
    ['number-of-bob', ['bob']],
    ['number-of-both', ['bob', 'ada']],
  ]),
  squads: new Map([
    ['squad-of-ada', ['ada']],
    ['squad-of-both', ['ada', 'bob']],
  ]),
}

const nothing: Attributable = {
  assistantID: null,
  phoneNumberID: null,
  serverURLs: [],
  squadID: null,
}

const BOBS_URL = 'https://desk.example/api/v1/vapi/webhook/token-of-bob/'

describe('whose a call is', () => {
  it.each<[string, Partial<Attributable>, null | string, null | string]>([
    ['its assistant', { assistantID: 'of-ada' }, 'ada', 'assistant'],
    [
      'its assistant before its number',
      { assistantID: 'of-ada', phoneNumberID: 'number-of-bob' },
      'ada',
      'assistant',
    ],
    [
      'its number, if the assistant is several clients’',
      { assistantID: 'of-both', phoneNumberID: 'number-of-bob' },
      'bob',
      'number',
    ],
    [
      'its number, if nobody has the assistant',
      { assistantID: 'of-nobody', phoneNumberID: 'number-of-ada' },
      'ada',
      'number',
    ],
    ['its squad', { squadID: 'squad-of-ada' }, 'ada', 'squad'],
    [
      'the token of its server, if the squad has agents of several clients',
      { serverURLs: [BOBS_URL], squadID: 'squad-of-both' },
      'bob',
      'token',
    ],
    [
      'the first address with a token',
      { serverURLs: ['https://elsewhere.example/hook', BOBS_URL] },
      'bob',
      'token',
    ],
    ['nothing: nobody’s', {}, null, null],
    ['an assistant that nobody has: nobody’s', { assistantID: 'of-nobody' }, null, null],
    [
      'only what several clients have: nobody’s',
      { assistantID: 'of-both', phoneNumberID: 'number-of-both', squadID: 'squad-of-both' },
      null,
      null,
    ],
  ])('is said by %s', (_, row, clientID, rule) => {
    expect(attribute({ ...nothing, ...row }, book)).toEqual(
      clientID === null ? null : { clientID, rule },
    )
  })

  it('may be one of all clients that anything about the call names', () => {
    const row = { ...nothing, assistantID: 'of-both', serverURLs: [BOBS_URL] }
    expect(namedClients(row, book)).toEqual(['ada', 'bob'])
    expect(namedClients(nothing, book)).toEqual([])
  })
})
