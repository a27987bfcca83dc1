'use client'

import { Link } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import type { Candidate } from './answers'
import { type Choice, existingOf, fateOf, nameOf } from './useChoice'

const BY = {
  assistant: 'desk:vapiClientsByAssistant',
  number: 'desk:vapiClientsByNumber',
  token: 'desk:vapiClientsByToken',
} as const

const Owners = ({ candidate }: { candidate: Candidate }) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  return (
    <ul className="desk-vclients__owners">
      {candidate.clients.map(({ by, id, isLinked, label }) => (
        <li key={id}>
          <Link href={adminURL(`/collections/users/${id}`)} prefetch={false}>
            {label}
          </Link>
          {!isLinked && <span className="desk-vclients__hint"> {t(BY[by])}</span>}
        </li>
      ))}
    </ul>
  )
}

const Numbers = ({ candidate }: { candidate: Candidate }) => {
  const { t } = useDesk()
  const { assistant, numbers } = candidate
  if (numbers.length === 0) return '–'
  const isOfSquad = !assistant && numbers.some(({ isOfOther }) => isOfOther)
  return (
    <>
      {numbers.map(({ id, name, number }) => number ?? name ?? id).join(', ')}
      {isOfSquad && <span className="desk-vclients__hint"> {t('desk:vapiClientsSquad')}</span>}
    </>
  )
}

type Props = { candidate: Candidate; choice: Choice; isLocked: boolean }

const Inputs = ({ candidate, choice, isLocked }: Props) => {
  const { t } = useDesk()
  const called = nameOf(candidate)
  return (
    <>
      <td data-label={t('desk:vapiClientsClient')}>
        <input
          aria-label={t('desk:vapiClientsNameOf', { name: called })}
          autoComplete="off"
          className="desk-vclients__input"
          disabled={isLocked}
          maxLength={200}
          onChange={({ target }) => choice.setName(candidate, target.value)}
          type="text"
          value={choice.nameOf(candidate)}
        />
      </td>
      <td data-label={t('desk:vapiClientsEmail')}>
        <input
          aria-label={t('desk:vapiClientsEmailOf', { name: called })}
          autoComplete="off"
          className="desk-vclients__input"
          disabled={isLocked}
          maxLength={320}
          onChange={({ target }) => choice.setEmail(candidate, target.value)}
          placeholder={t('desk:vapiClientsLater')}
          type="email"
          value={choice.emailOf(candidate)}
        />
      </td>
    </>
  )
}

/** An assistant with its numbers: whose it is, or what its client would be called. */
export const CandidateRow = ({ candidate, choice, isLocked }: Props) => {
  const { t } = useDesk()
  const fate = fateOf(candidate)
  const called = nameOf(candidate)
  const label =
    fate === 'connect'
      ? t('desk:vapiClientsConnectOne', { client: existingOf(candidate)?.label, name: called })
      : t('desk:vapiClientsTake', { name: called })
  return (
    <tr>
      <td className="desk-vclients__tick">
        {fate !== 'taken' && (
          <input
            aria-label={label}
            checked={choice.isTicked(candidate)}
            disabled={isLocked}
            onChange={({ target }) => choice.tick([candidate], target.checked)}
            type="checkbox"
          />
        )}
      </td>
      <th scope="row">
        {candidate.assistant ? (candidate.assistant.name ?? candidate.assistant.id) : '–'}
      </th>
      <td data-label={t('desk:vapiClientsNumber')}>
        <Numbers candidate={candidate} />
      </td>
      {fate === 'create' ? (
        <Inputs candidate={candidate} choice={choice} isLocked={isLocked} />
      ) : (
        <td colSpan={2} data-label={t('desk:vapiClientsClient')}>
          <Owners candidate={candidate} />
        </td>
      )}
    </tr>
  )
}
