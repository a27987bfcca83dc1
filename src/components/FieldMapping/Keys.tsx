'use client'

import { Button, Pill } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { MAX_OWN_FIELDS, TARGETS } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import type { Row } from './draft'
import { headingID, useEditing } from './editing'
import { Search } from './Inputs'
import { keyFromLabel } from './keyFromLabel'
import type { Preview } from './previewSchema'
import { type Place, SHOWN_PLACES, searchPlaces } from './searchPlaces'
import { isSamePlace, placeText, sourcesOf, typeOf, withSource } from './sources'
import { useShown } from './useShown'
import { FROM_WORDS, READER_WORDS } from './words'

const NEW_FIELD = 'new'

/** The last part of a place's name, as a label to begin with. */
const labelOf = ({ source }: Place): string => {
  const last = (source.inside ?? source.name)
    .split(/[.[\]"]+/)
    .filter(Boolean)
    .at(-1)
  const words = (last ?? source.name).replaceAll(/[_-]+/g, ' ').trim().slice(0, 60)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type UseProps = { place: Place }

/** For what a place can be used. */
const Use = ({ place }: UseProps) => {
  const { t } = useDesk()
  const editing = useEditing()
  const { active, change, desk, draft, setActive } = editing
  const { nameOf } = useShown()
  const id = useId()
  const isClient = desk !== null
  const rows: Row[] = [...TARGETS, ...draft.fields.map(({ key }): Row => `fields.${key}`)]
  const isUsedBy = (row: Row) =>
    (sourcesOf(draft, row) ?? []).some((each) => isSamePlace(each, place.source))
  const use = (row: Row) => {
    change(withSource(draft, row, place.source))
    setActive(null)
    // Its button goes away. Whoever came from the row goes back there.
    document.getElementById(active === row ? headingID(editing, row) : id)?.focus()
  }
  const make = () => {
    const label = labelOf(place)
    const key = keyFromLabel(label, { kind: 'field', taken: draft.fields.map((f) => f.key) })
    const { reader } = place.source
    change({
      ...draft,
      fields: [
        ...draft.fields,
        { choices: [], key, label, sources: [place.source], type: typeOf(reader) },
      ],
    })
  }
  const offered = active ?? place.suggests
  const usedBy = rows.filter(isUsedBy)
  const name = placeText(place.source)
  return (
    <div className="desk-map__ways">
      {usedBy.map((row) => (
        <Pill key={row} pillStyle="success" size="small">
          {nameOf(row)}
        </Pill>
      ))}
      {offered && !isUsedBy(offered) && (
        <Button
          aria-label={t('desk:mappingUseForNamed', { key: name, name: nameOf(offered) })}
          buttonStyle={active ? 'primary' : 'secondary'}
          margin={false}
          onClick={() => use(offered)}
          size="small"
        >
          {t('desk:mappingUseFor', { name: nameOf(offered) })}
        </Button>
      )}
      <label className="desk-sr-only" htmlFor={id}>
        {t('desk:mappingUseAsNamed', { key: name })}
      </label>
      <select
        id={id}
        onChange={({ target: { value } }) => {
          const row = rows.find((each) => each === value)
          if (row) use(row)
          else if (value === NEW_FIELD) make()
        }}
        value=""
      >
        <option value="">{t('desk:mappingUseAs')}</option>
        {rows.map((row) => (
          <option disabled={isUsedBy(row)} key={row} value={row}>
            {nameOf(row)}
          </option>
        ))}
        {isClient && draft.fields.length < MAX_OWN_FIELDS && (
          <option value={NEW_FIELD}>{t('desk:mappingNewField')}</option>
        )}
      </select>
    </div>
  )
}

const OnePlace = ({ place, reports }: { place: Place; reports: number }) => {
  const { formatCount, t } = useDesk()
  const { isLocked } = useEditing()
  const { count, samples, source } = place
  return (
    <li className="desk-map__place">
      <div className="desk-map__name">
        <code dir="auto">{placeText(source)}</code>
        <span className="desk-map__quiet">
          {t(FROM_WORDS[source.from])} · {t(READER_WORDS[source.reader])} ·{' '}
          {t('desk:mappingInReports', { n: formatCount(count), total: formatCount(reports) })}
        </span>
      </div>
      <ul className="desk-map__samples">
        {samples.map((sample) => (
          <li key={sample}>
            <bdi>{sample}</bdi>
          </li>
        ))}
      </ul>
      {!isLocked && <Use place={place} />}
    </li>
  )
}

/** The places that recent reports have, to search and to use. */
export const Keys = ({ preview }: { preview: Preview }) => {
  const { formatCount, t } = useDesk()
  const { active, searchID } = useEditing()
  const { nameOf } = useShown()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(SHOWN_PLACES)
  const { paths, reports } = preview
  const found = searchPlaces(paths, search)
  return (
    <section aria-label={t('desk:mappingKeys')} className="desk-map__part">
      <h2>{t('desk:mappingKeys')}</h2>
      {reports === 0 ? (
        <p className="desk-map__quiet">{t('desk:mappingNoReports')}</p>
      ) : (
        <>
          <p className="desk-map__hint">
            {t('desk:mappingKeysHint', { count: reports, n: formatCount(reports) })}
          </p>
          <Search
            inputID={searchID}
            onChange={(text) => {
              setSearch(text)
              setShown(SHOWN_PLACES)
            }}
            value={search}
          />
          <p aria-live="polite" className="desk-map__quiet">
            {active && <strong>{t('desk:mappingChoosing', { name: nameOf(active) })} </strong>}
            {t('desk:mappingFoundKeys', { count: found.length, n: formatCount(found.length) })}
          </p>
          <ul className="desk-map__places">
            {found.slice(0, shown).map((place) => (
              <OnePlace key={JSON.stringify(place.source)} place={place} reports={reports} />
            ))}
          </ul>
          {found.length > shown && (
            <Button
              buttonStyle="secondary"
              margin={false}
              onClick={() => setShown(shown + SHOWN_PLACES)}
              size="small"
            >
              {t('desk:mappingMore')}
            </Button>
          )}
        </>
      )}
    </section>
  )
}
