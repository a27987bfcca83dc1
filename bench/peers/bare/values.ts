import { createHash, createHmac } from 'node:crypto'

/** A parsed report, as read by a program that trusts its sender. */
export type Report = {
  message: {
    analysis: {
      structuredData: { outcome: string; price: string; serviceName: string }
      successEvaluation: string
      summary: string
    }
    artifact: {
      messages: { message: string; role: string; secondsFromStart: number }[]
      recordingUrl?: string
      transcript: string
    }
    call: { assistantId: string; id: string; type: string }
    cost: number
    costBreakdown: { [part: string]: unknown }
    customer: { name: string; number: string }
    durationSeconds: number
    endedAt: string
    endedReason: string
    phoneNumber: { number: string }
    startedAt: string
    timestamp: number
  }
}

const ROLES: Readonly<Record<string, string>> = { bot: 'assistant', user: 'user' }

/** The statement's parameters for a report, with only the reads that they need. */
export const statementValues = ({
  index,
  report: { message },
  text,
}: {
  index: string
  report: Report
  text: string
}): (boolean | null | number | string)[] => {
  const { analysis, artifact, call, customer } = message
  const turns = artifact.messages
    .filter(({ role }) => role in ROLES)
    .map((turn) => ({ at: turn.secondsFromStart, role: ROLES[turn.role], text: turn.message }))
  return [
    index,
    call.id,
    text,
    call.type,
    call.assistantId,
    message.phoneNumber.number,
    customer.name,
    customer.number,
    message.startedAt,
    message.endedAt,
    message.durationSeconds,
    message.endedReason,
    'completed',
    analysis.summary,
    artifact.transcript,
    JSON.stringify(turns),
    analysis.structuredData.outcome,
    analysis.structuredData.serviceName,
    Number(analysis.structuredData.price.slice(1)),
    'EUR',
    analysis.successEvaluation,
    JSON.stringify(analysis.structuredData),
    artifact.recordingUrl !== undefined,
    new Date(message.timestamp).toISOString(),
    message.cost,
    JSON.stringify(message.costBreakdown),
  ]
}

/** Creates a function that returns a token's index in the desk's `users`. */
export const indexWith = (payloadSecret: string): ((token: string) => string) => {
  // As Payload derives `payload.secret` from the configured one.
  const secret = createHash('sha256').update(payloadSecret).digest('hex').slice(0, 32)
  return (token) => createHmac('sha256', secret).update(token).digest('hex')
}
