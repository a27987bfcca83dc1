import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { recordOnClient } from '../src/audit/recordOnClient'
import { describeFinding } from '../src/connectionTest/describeFinding'
import { ownSocketOf } from '../src/connectionTest/ownSocket'
import { type TestResult, type TriedStep, testConnection } from '../src/connectionTest/run'
import { type TestTurn, takeTestTurn } from '../src/connectionTest/testCalls'
import { errorCode } from '../src/lib/errorCode'
import { answerOf, refusal } from '../src/refusals/refusals'
import { answerLines, wantsLines } from './shared/lines'
import { bodyForClient } from './shared/oneClient'

const bodySchema = z.strictObject({ id: z.uuid() })

const tooOften = (seconds: number) =>
  refusal('TOO_MANY_REQUESTS', {
    message: `This client’s connection was tested too often within a minute. Try again in ${seconds} s.`,
    retryAfter: seconds,
  })

type Mine = Extract<TestTurn, { kind: 'mine' }>

const UNFINISHED = answerOf('UNFINISHED', {
  message: 'Something went wrong. The test was not finished.',
})

type StepLine = { message: string } & Pick<TriedStep, 'code' | 'ms' | 'state' | 'step'>
type Line = StepLine | TestResult | typeof UNFINISHED.body

async function* run(clientID: string, req: PayloadRequest, turn: Mine): AsyncGenerator<Line> {
  const { i18n, origin, payload } = req
  const steps = testConnection({ clientID, origin, own: ownSocketOf(req), payload })
  try {
    for (;;) {
      const { done, value } = await steps.next()
      if (done) {
        yield value
        return
      }
      const { code, ms, state, step } = value
      yield { code, message: describeFinding(value, i18n.language), ms, state, step }
    }
  } catch (err) {
    // Only the code: the message of a network or database error may contain the URL with the token.
    payload.logger.error({ code: errorCode(err), msg: 'A connection test was not finished' })
    yield UNFINISHED.body
  } finally {
    await turn.end().catch(() => undefined)
  }
}

/**
 * `POST /api/users/test-call` `{id}`: posts a made-up report to a client's public webhook URL. Returns the result
 * of each step as `{steps, passed, callID, callSummary, ms}`. With `Accept: application/x-ndjson` each step is
 * sent as a line when it is done, then the rest. The response has no token.
 */
export const testCall: Endpoint = {
  handler: async (req) => {
    const { id } = await bodyForClient(req, bodySchema)
    const turn = await takeTestTurn(req.payload.db.pool, id)
    if (turn.kind === 'running') throw refusal('TEST_RUNNING')
    if (turn.kind === 'limit') throw tooOften(turn.waitSeconds)
    await recordOnClient(req, { action: 'test_call_sent', id }).catch(async (err) => {
      await turn.end()
      throw err
    })
    const lines = run(id, req, turn)
    if (wantsLines(req.headers)) return answerLines(lines)
    const said = []
    for await (const line of lines) said.push(line)
    const last = said.pop()
    if (last && 'errors' in last) return Response.json(last, { status: UNFINISHED.status })
    return Response.json({ ...last, steps: said })
  },
  method: 'post',
  path: '/test-call',
}
