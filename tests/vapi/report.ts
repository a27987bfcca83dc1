import { contentOf, headOf } from './callRow'
import type { Leaks } from './leaks'
import type { Links } from './links'
import { type OrgState, type StoredCall, shownNumber } from './org'
import { iso, type Row } from './types'

/** The body of a webhook post about a call, with everything secret that real ones have. */
export const messageOf = ({
  call,
  leaks,
  links,
  org,
  type,
}: {
  call: StoredCall
  leaks: Leaks
  links: Links
  org: OrgState
  type: string
}): Row => {
  const number = call.phoneNumberId === null ? undefined : org.numbers.get(call.phoneNumberId)
  const assistant = call.assistantId === null ? undefined : org.assistants.get(call.assistantId)
  const head = headOf(org, call)
  const common = {
    call: { ...head, ...call.body, status: 'ringing', updatedAt: head.createdAt },
    ...(call.type === 'webCall' ? {} : { customer: call.customer }),
    ...(number ? { phoneNumber: shownNumber(org, number) } : {}),
    timestamp: org.clock.now(),
    type,
  }
  if (type !== 'end-of-call-report') return { message: { ...common, status: call.status } }
  // What the report has is complete, even where the organisation keeps nothing itself.
  const content = contentOf(
    { ...org, modes: { ...org.modes, isZeroRetention: false, settlesImmediately: true } },
    call,
    links,
  )
  return {
    message: {
      ...common,
      ...content,
      assistant: {
        id: call.assistantId,
        name: assistant?.body.name ?? null,
        server: { secret: leaks.make('server-secret') },
      },
      cost: call.cost,
      endedAt: call.endedAt === null ? null : iso(call.endedAt),
      endedReason: call.endedReason,
      startedAt: call.startedAt === null ? null : iso(call.startedAt),
      ...(call.startedAt !== null && call.endedAt !== null
        ? { durationSeconds: (call.endedAt - call.startedAt) / 1_000 }
        : {}),
    },
  }
}
