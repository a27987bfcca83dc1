'use client'

import { Button, FieldLabel, useAuth, useDocumentInfo } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { BulkProgress } from '../shared/BulkProgress'
import { useDesk } from '../shared/useDesk'
import { useFetched } from '../shared/useFetched'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import { type Candidate, listSchema } from './answers'
import { CandidateRow } from './CandidateRow'
import { Result } from './Result'
import { fateOf, nameOf, useChoice } from './useChoice'
import { useCreate } from './useCreate'
import './index.css'

/** From so many on, a search helps. */
const SEARCHED_FROM = 12

const isFound = (candidate: Candidate, search: string): boolean => {
  const { assistant, clients, numbers } = candidate
  const texts = [
    nameOf(candidate),
    assistant?.id,
    ...numbers.map(({ number }) => number),
    ...clients.map(({ label }) => label),
  ]
  const sought = search.trim().toLocaleLowerCase()
  return texts.some((text) => text?.toLocaleLowerCase().includes(sought))
}

type ListProps = { candidates: readonly Candidate[]; onDone: () => void; url: string }

const List = ({ candidates, onDone, url }: ListProps) => {
  const { formatCount, t } = useDesk()
  const searchID = useId()
  const choice = useChoice()
  const { create, done, isRunning, problem, progress } = useCreate(url)
  const [search, setSearch] = useState('')
  const shown = candidates.filter((candidate) => isFound(candidate, search))
  const free = shown.filter((candidate) => fateOf(candidate) !== 'taken')
  const ticked = candidates.filter(
    (candidate) => fateOf(candidate) !== 'taken' && choice.isTicked(candidate),
  )
  const isUnnamed = ticked.some((candidate) => choice.nameOf(candidate).trim() === '')
  const start = async () => {
    if (await create({ candidates: ticked, choice })) choice.clear()
    onDone()
  }
  return (
    <>
      {candidates.length >= SEARCHED_FROM && (
        <p className="desk-vclients__search">
          <label htmlFor={searchID}>{t('desk:vapiClientsSearch')}</label>
          <input
            className="desk-vclients__input"
            id={searchID}
            onChange={({ target }) => setSearch(target.value)}
            type="search"
            value={search}
          />
        </p>
      )}
      <div className="desk-vclients__scroll">
        <table className="desk-vclients__table">
          <caption className="desk-sr-only">{t('desk:vapiClientsTable')}</caption>
          <thead>
            <tr>
              <td data-label={free.length > 0 ? t('desk:vapiClientsAll') : undefined}>
                {free.length > 0 && (
                  <input
                    aria-label={t('desk:vapiClientsAll')}
                    checked={free.every(choice.isTicked)}
                    disabled={isRunning}
                    onChange={({ target }) => choice.tick(free, target.checked)}
                    type="checkbox"
                  />
                )}
              </td>
              <th scope="col">{t('desk:vapiClientsAssistant')}</th>
              <th scope="col">{t('desk:vapiClientsNumber')}</th>
              <th scope="col">{t('desk:vapiClientsClient')}</th>
              <th scope="col">{t('desk:vapiClientsEmail')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((candidate) => (
              <CandidateRow
                candidate={candidate}
                choice={choice}
                isLocked={isRunning}
                key={candidate.key}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="desk-vclients__hint">{t('desk:vapiClientsNoEmail')}</p>
      <div className="desk-vclients__actions">
        <Button
          disabled={isRunning || ticked.length === 0 || isUnnamed}
          margin={false}
          onClick={() => void start()}
          size="medium"
        >
          {ticked.length === 0
            ? t('desk:vapiClientsCreateNone')
            : t('desk:vapiClientsCreate', { count: ticked.length, n: formatCount(ticked.length) })}
        </Button>
      </div>
      {isRunning && <BulkProgress progress={progress} />}
      {problem && <p role="alert">{problem}</p>}
      {done && <Result done={done} />}
    </>
  )
}

const AtVapi = ({ url }: { url: string }) => {
  const { t } = useDesk()
  const [asked, setAsked] = useState({ isAgain: false, version: 0 })
  const fetched = useFetched(asked.isAgain ? `${url}?fresh=true` : url, listSchema, asked)
  const candidates = fetched?.value?.candidates
  const again = (isAgain: boolean) => setAsked(({ version }) => ({ isAgain, version: version + 1 }))
  return (
    <div className="field-type desk-field">
      <section aria-label={t('desk:vapiClientsTitle')} className="desk-vclients">
        <FieldLabel as="span" label={t('desk:vapiClientsTitle')} />
        <p className="desk-vclients__hint">{t('desk:vapiClientsIntro')}</p>
        <div className="desk-vclients__said" role="status">
          {!fetched && <p>{t('desk:vapiClientsLoading')}</p>}
          {fetched?.problem && <p>{fetched.problem}</p>}
          {candidates?.length === 0 && <p>{t('desk:vapiClientsNone')}</p>}
        </div>
        {candidates && candidates.length > 0 && (
          <List candidates={candidates} onDone={() => again(false)} url={url} />
        )}
        <div>
          <Button
            buttonStyle="secondary"
            disabled={!fetched}
            margin={false}
            onClick={() => again(true)}
            size="small"
          >
            {t('desk:vapiClientsAgain')}
          </Button>
        </div>
      </section>
    </div>
  )
}

/** The assistants and numbers of the open account: who has each, and making clients of the others. */
export const VapiClients = () => {
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  const { id } = useDocumentInfo()
  const mayChange = useMayOnField('users', 'vapiAccount', 'update')
  const mayAdd = permissions?.collections?.users?.create === true
  if (id === undefined || !mayAdd || !mayChange) return null
  return <AtVapi url={apiURL(`/vapi-accounts/${id}/clients`)} />
}
