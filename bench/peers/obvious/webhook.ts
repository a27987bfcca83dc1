import type { Endpoint, PayloadRequest } from 'payload'
// Only a type: the file does not exist where this is built, and is not needed there.
import type { Report } from '../bare/values'

const readReport = ({ message }: Report) => ({
  callType: message.call.type,
  cost: message.cost,
  costBreakdown: message.costBreakdown,
  currency: 'EUR',
  customerName: message.customer?.name,
  customerPhone: message.customer?.number,
  durationSeconds: message.durationSeconds,
  endedAt: message.endedAt,
  endedGroup: 'completed' as const,
  endedReason: message.endedReason,
  hasRecording: message.artifact.recordingUrl !== undefined,
  messages: message.artifact.messages
    .filter(({ role }) => role === 'bot' || role === 'user')
    .map((turn) => ({
      at: turn.secondsFromStart,
      role: turn.role === 'bot' ? 'assistant' : 'user',
      text: turn.message,
    })),
  outcome: message.analysis.structuredData.outcome,
  price: Number(message.analysis.structuredData.price.slice(1)),
  reportedAt: new Date(message.timestamp).toISOString(),
  serviceName: message.analysis.structuredData.serviceName,
  startedAt: message.startedAt,
  structuredData: message.analysis.structuredData,
  successEvaluation: message.analysis.successEvaluation,
  summary: message.analysis.summary,
  transcript: message.artifact.transcript,
  vapiAssistantId: message.call.assistantId,
  vapiPhoneNumber: message.phoneNumber?.number,
})

const handler = async (req: PayloadRequest): Promise<Response> => {
  const { payload, routeParams } = req
  const body = (await req.text?.()) ?? ''
  const report: Report = JSON.parse(body)
  const clients = await payload.find({
    collection: 'users',
    limit: 1,
    req,
    where: { vapiWebhookToken: { equals: routeParams?.token } },
  })
  const client = clients.docs[0]?.id
  if (client === undefined) return Response.json({ received: false }, { status: 404 })
  const vapiCallId = report.message.call.id
  const calls = await payload.find({
    collection: 'call-summaries',
    limit: 1,
    req,
    where: { client: { equals: client }, vapiCallId: { equals: vapiCallId } },
  })
  const known = calls.docs[0]?.id
  const data = { ...readReport(report), client, vapiCallId }
  const callSummary = await (known === undefined
    ? payload.create({ collection: 'call-summaries', data, req })
    : payload.update({ collection: 'call-summaries', data, id: known, req }))
  await payload.create({
    collection: 'webhook-deliveries',
    data: {
      body,
      callSummary: callSummary.id,
      client,
      messageType: 'end-of-call-report',
      receivedAt: new Date().toISOString(),
      state: known === undefined ? ('stored' as const) : ('merged' as const),
      vapiCallId,
    },
    req,
  })
  return Response.json({ received: true })
}

/** The webhook as one would first write it with Payload: two reads, then two writes. */
export const webhook: Endpoint = { handler, method: 'post', path: '/v1/vapi/webhook/:token' }
