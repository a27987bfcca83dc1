import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen } from '../../src/server/http/listen'
import { stopServer } from '../../src/server/http/stopServer'
import { toE164 } from '../../src/vapi/phone'

const ACCOUNT = 'AC0123456789abcdef0123456789abcdef'
const TOKEN = 'a token of tests'
const FROM = '+12025550100'

/** A text message that the server took. */
export type TakenText = { body: string; to: string }

type Refusal = { body: unknown; headers?: Record<string, string>; status: number }

/** A server that does with new messages what Twilio's API does, as far as that is documented. */
export type TestTwilio = {
  /** Settings of a desk that uses it. */
  env: Record<string, string>
  /** What was wrong with requests; there should be nothing. */
  mistakes: string[]
  stop: () => Promise<void>
  taken: TakenText[]
}

const refusal = (status: number, code: number, message: string): Refusal => ({
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
  status,
})

const readText = async (incoming: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of incoming.setEncoding('utf8')) text += chunk
  return text
}

const isSender = (form: URLSearchParams) => {
  const service = form.get('MessagingServiceSid')
  return service ? /^MG[0-9a-f]{32}$/.test(service) : form.get('From') === FROM
}

/**
 * Starts it on a port of its own.
 * @param answer what to answer a message otherwise than by taking it, or `hang`
 * @param delay waits before a message is taken
 */
export const startTwilio = async ({
  answer = () => undefined,
  delay = async () => undefined,
}: {
  answer?: (message: TakenText) => Refusal | 'hang' | undefined
  delay?: () => Promise<unknown>
} = {}): Promise<TestTwilio> => {
  const mistakes: string[] = []
  const taken: TakenText[] = []

  const check = (incoming: IncomingMessage, form: URLSearchParams): Refusal | undefined => {
    const basic = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`
    if (incoming.headers.authorization !== basic) return refusal(401, 20003, 'Authenticate')
    if (incoming.url !== `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`) {
      return refusal(404, 20404, 'The requested resource was not found')
    }
    if (incoming.method !== 'POST') return refusal(405, 20004, 'Method not allowed')
    const type = incoming.headers['content-type'] ?? ''
    if (!type.startsWith('application/x-www-form-urlencoded')) {
      return refusal(415, 20015, 'Unsupported media type')
    }
    const [body, to] = [form.get('Body') ?? '', form.get('To') ?? '']
    if (toE164(to) !== to) return refusal(400, 21211, `Invalid 'To' Phone Number: ${to}`)
    if (!isSender(form)) return refusal(400, 21606, 'The From phone number is not valid')
    if (body === '') return refusal(400, 21602, 'Message body is required')
    if (body.length > 1_600) return refusal(400, 21617, 'The message body exceeds 1600 characters')
    return undefined
  }

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await readText(incoming))
    const message = { body: form.get('Body') ?? '', to: form.get('To') ?? '' }
    const mistake = check(incoming, form)
    if (mistake) mistakes.push(JSON.stringify(mistake.body))
    const answered = mistake ?? answer(message)
    if (answered === 'hang') return
    if (!answered) {
      await delay()
      taken.push(message)
    }
    const sid = `SM${String(taken.length).padStart(32, '0')}`
    const { body, headers, status } = answered ?? {
      body: { account_sid: ACCOUNT, body: message.body, sid, status: 'queued', to: message.to },
      headers: {},
      status: 201,
    }
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
    outgoing.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy())
  })
  const port = await listen({ host: '127.0.0.1', port: 0, server })
  return {
    env: {
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_API_URL: `http://127.0.0.1:${port}`,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_FROM: FROM,
    },
    mistakes,
    stop: () => stopServer({ milliseconds: 100, server }),
    taken,
  }
}
