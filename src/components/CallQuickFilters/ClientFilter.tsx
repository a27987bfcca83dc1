'use client'

import { ReactSelect, useDebounce, useListQuery } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { z } from 'zod'
import { firstCharacters } from '../../database/lists/truncated'
import { useFilterLink } from '../QuickFilters/useFilterLink'
import { useDesk } from '../shared/useDesk'
import { useFetched } from '../shared/useFetched'
import { useURLs } from '../shared/useURLs'
import { equalIn, withCondition, withoutCondition, withoutOwnFields } from '../shared/where'
import './index.css'

const PAUSE_MS = 150
// The server reads no more of a name.
const MOST_CHARACTERS = 200

const clientSchema = z.object({ email: z.string().optional(), id: z.string(), name: z.string() })
const answerSchema = z.object({ clients: z.array(clientSchema), search: z.string() })

type Client = z.infer<typeof clientSchema>

/** The chosen client, with a link that removes it from the filter. */
const Chosen = ({ id, name }: Client) => {
  const { t } = useDesk()
  const { query } = useListQuery()
  const siblings = [{ client: { equals: id } }]
  const { href, onClick } = useFilterLink(
    withoutOwnFields(withoutCondition({ siblings, where: query.where })),
  )
  return (
    <a
      aria-label={t('desk:filterClientRemove', { name })}
      className="desk-filter desk-filter--active"
      href={href}
      onClick={onClick}
    >
      <span className="desk-client-filter__name" dir="auto">
        {name}
      </span>
      <span aria-hidden>×</span>
    </a>
  )
}

type ChooseProps = { inputID: string; onChoose: (client: Client) => void }

const Choose = ({ inputID, onChoose }: ChooseProps) => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const [isOpen, setIsOpen] = useState(false)
  const [input, setInput] = useState('')
  const search = useDebounce(input, PAUSE_MS)
  const url = `${apiURL('/call-summaries/clients')}?${new URLSearchParams({ search })}`
  const found = useFetched(isOpen ? url : null, answerSchema)
  const isCurrent = found?.value?.search === input
  const clients = isCurrent ? (found?.value?.clients ?? []) : []
  return (
    <div className="desk-client-filter__room">
      <ReactSelect
        className="desk-client-filter__select"
        filterOption={() => true}
        inputId={inputID}
        isClearable={false}
        isLoading={isOpen && !isCurrent && !found?.problem}
        noOptionsMessage={() => found?.problem ?? t('desk:filterClientNone')}
        onChange={(option) => {
          const id = Array.isArray(option) ? undefined : option.value
          const client = clients.find((each) => each.id === id)
          if (client) onChoose(client)
        }}
        onInputChange={(text) => setInput(firstCharacters(text, MOST_CHARACTERS))}
        onMenuClose={() => setIsOpen(false)}
        onMenuOpen={() => setIsOpen(true)}
        options={clients.map(({ email, id, name }) => ({
          label: email ? `${name} · ${email}` : name,
          value: id,
        }))}
        placeholder={t('desk:filterClientAny')}
      />
    </div>
  )
}

type Props = {
  /** The client of the page's filter, by name; null if there is none, or no name that the user may see. */
  named: null | { id: string; name: string }
}

/** Filters the list of calls by a client, which is found by its name. */
export const ClientFilter = ({ named }: Props) => {
  const { t } = useDesk()
  const { query, refineListData } = useListQuery()
  const inputID = useId()
  const [chosen, setChosen] = useState<Client | null>(null)
  const id = equalIn(query.where, 'client')
  const known = [chosen, named].find((each) => each?.id === id)
  return (
    <div className="desk-filters__row desk-client-filter">
      {id === null ? (
        <label className="desk-filters__label" htmlFor={inputID}>
          {t('desk:filterClient')}
        </label>
      ) : (
        <span className="desk-filters__label">{t('desk:filterClient')}</span>
      )}
      {id === null ? (
        <Choose
          inputID={inputID}
          onChoose={(client) => {
            setChosen(client)
            const condition = { client: { equals: client.id } }
            void refineListData({
              where: withCondition({ condition, siblings: [], where: query.where }),
            })
          }}
        />
      ) : (
        <Chosen id={id} name={known?.name ?? t('desk:clientNameless')} />
      )}
    </div>
  )
}
