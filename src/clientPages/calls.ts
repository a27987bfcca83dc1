import { isStaff } from '../access/roles'
import { formatDuration } from '../format'
import { html, type Markup } from '../lib/html'
import { knownZone } from '../lib/time/zone'
import { callerPhone, dial, phone, price, when } from '../mail/format'
import { PAGES } from '../mail/links'
import { clean, oneLine } from '../mail/templates/clean'
import type { CallSummary, User } from '../payload-types'
import { ENDED_LABELS } from '../vapi/endedReason'
import { readTurns } from '../vapi/readTurns'

type Listed = Pick<
  CallSummary,
  'customerName' | 'customerPhone' | 'id' | 'outcome' | 'reportedAt' | 'serviceName' | 'startedAt'
>

const ROOT = `/api${PAGES.call}`

type Caller = Pick<CallSummary, 'customerName' | 'customerPhone'>

const callerOf = ({ customerName, customerPhone }: Caller): string =>
  oneLine(customerName ?? '', 80) || oneLine(phone(customerPhone ?? ''), 80) || 'Unknown caller'

type Times = Pick<CallSummary, 'reportedAt' | 'startedAt'>

const timeOf = ({ reportedAt, startedAt }: Times, { timezone }: Pick<User, 'timezone'>): string => {
  const time = startedAt ?? reportedAt
  return time ? when(new Date(time), knownZone(timezone)) : ''
}

const signOut = (user: Pick<User, 'email'>): Markup => html`<footer class="quiet">
Signed in as ${user.email}.
<form method="post" action="${ROOT}/sign-out"><button class="plain">Sign out</button></form>
</footer>`

type List = {
  /** The path of the admin, where staff find the calls of all clients. */
  admin: string
  calls: readonly Listed[]
  user: User
}

/** The list of calls, with a link to each, and one to call back. */
export const callList = ({ admin, calls, user }: List): Markup => {
  const row = (call: Listed) => {
    const about = [call.serviceName, call.outcome].map((text) => oneLine(text ?? '', 80))
    const number = dial(call.customerPhone)
    return html`<li><a href="${ROOT}/${call.id}">${callerOf(call)}</a>
<div class="quiet">${[timeOf(call, user), ...about].filter(Boolean).join(' · ')}</div>
${number && html`<a class="back" href="${number}">Call back</a>`}</li>
`
  }
  if (calls.length > 0) return html`<ol>${calls.map(row)}</ol>${signOut(user)}`
  return isStaff(user)
    ? html`<p>These pages are for clients. The calls of all clients are in <a href="${admin}">the admin</a>.</p>${signOut(user)}`
    : html`<p>There are no calls yet.</p>${signOut(user)}`
}

const SPEAKERS = { assistant: 'Assistant', tool: 'Assistant’s tool', user: 'Caller' } as const

const factsOf = (call: CallSummary, user: User): [label: string, value: null | string][] => [
  ['Phone', callerPhone(call)],
  ['For', call.serviceName ?? null],
  ['Outcome', call.outcome ?? null],
  ['Price', typeof call.price === 'number' ? price(call.price, call.currency ?? null) : null],
  ['When', timeOf(call, user)],
  ['Duration', formatDuration(call.durationSeconds)],
  ['Ended', ENDED_LABELS[call.endedGroup ?? 'unknown']],
]

const conversationOf = ({ messages, transcript }: CallSummary): Markup => {
  const turns = readTurns(messages)
  const text = clean(transcript ?? '')
  if (turns.length === 0 && text === '') return html``
  const turn = ({ role, text }: (typeof turns)[number]) =>
    html`<li class="turn"><b>${SPEAKERS[role]}</b><span class="text">${clean(text)}</span></li>
`
  return html`<h2>Conversation</h2>
${turns.length > 0 ? html`<ul>${turns.map(turn)}</ul>` : html`<p class="text">${text}</p>`}`
}

/** The page of one call, with everything that a client may read. */
export const callPage = ({
  call,
  user,
}: {
  call: CallSummary
  user: User
}): { body: Markup; title: string } => {
  const summary = clean(call.summary ?? '')
  const number = dial(call.customerPhone)
  const facts = factsOf(call, user).flatMap(([label, value]) => {
    const line = oneLine(value ?? '')
    if (!line) return []
    const shown = label === 'Phone' && number ? html`<a href="${number}">${line}</a>` : line
    return html`<dt>${label}</dt><dd>${shown}</dd>\n`
  })
  return {
    body: html`${call.isTest && html`<p class="quiet">Your agency sent this call to test the connection. There was no caller.</p>`}
${summary ? html`<p class="text">${summary}</p>` : html`<p class="quiet">There is no summary of this call.</p>`}
${number && html`<p><a class="button" href="${number}">Call back</a></p>`}
<dl>${facts}</dl>
${conversationOf(call)}
<p><a href="${ROOT}">All your calls</a></p>
${signOut(user)}`,
    title: callerOf(call),
  }
}
