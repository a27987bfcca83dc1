'use client'

import { Button } from '@payloadcms/ui'
import type { OutcomeValue } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import { useEditing } from './editing'
import { Acts, Choice, Text } from './Inputs'
import { replaced, without } from './lists'
import { unmappedValues } from './seen'
import { useShown } from './useShown'

const MAX_VALUES = 200
const MAX_OFFERED = 30

/** Outcomes of recent calls that are none of the desk's: one click adds them. */
const NotMapped = ({ onAdd }: { onAdd: (value: string) => void }) => {
  const { formatCount, t } = useDesk()
  const { draft, isLocked, preview } = useEditing()
  const { outcomes } = useShown()
  if (!preview || isLocked) return null
  const taken = new Set(draft.values.map(({ value }) => value.trim()))
  const offered = unmappedValues(preview, outcomes).filter(({ value }) => !taken.has(value))
  if (offered.length === 0) return null
  return (
    <div>
      <p className="desk-map__hint">{t('desk:mappingNotMapped')}</p>
      <ul className="desk-map__offers">
        {offered.slice(0, MAX_OFFERED).map(({ count, value }) => (
          <li key={value}>
            <button className="desk-filter" onClick={() => onAdd(value)} type="button">
              <bdi>{value.slice(0, 80)}</bdi>
              <span className="desk-filter__count">{formatCount(count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Which of the desk's outcomes is meant by what agents write. */
export const Values = () => {
  const { t } = useDesk()
  const { change, desk, draft, isLocked } = useEditing()
  const { outcomes } = useShown()
  const { values } = draft
  const set = (next: OutcomeValue[]) => change({ ...draft, values: next })
  const choices = [
    { label: t('desk:mappingChooseOutcome'), value: '' },
    ...outcomes.map(({ key, label }) => ({ label, value: key })),
  ]
  const optionsFor = (chosen: string) =>
    choices.some(({ value }) => value === chosen)
      ? choices
      : [...choices, { label: chosen, value: chosen }]
  const add = (value: string) =>
    set([...values, { outcome: outcomes.length === 1 ? (outcomes[0]?.key ?? '') : '', value }])
  const ofDesk = desk?.values ?? []
  const isGone = (chosen: string) => chosen !== '' && !outcomes.some(({ key }) => key === chosen)
  const labelOf = (key: string) => outcomes.find((each) => each.key === key)?.label ?? key
  return (
    <section aria-label={t('desk:mappingValues')} className="desk-map__part">
      <h2>{t('desk:mappingValues')}</h2>
      <p className="desk-map__hint">{t('desk:mappingValuesHint')}</p>
      {outcomes.length === 0 ? (
        <p className="desk-map__quiet">
          {t(desk ? 'desk:mappingNoDeskOutcomes' : 'desk:mappingNoOutcomes')}
        </p>
      ) : (
        <>
          {ofDesk.length > 0 && (
            <p className="desk-map__quiet">
              {t('desk:mappingFromDesk')}{' '}
              <bdi>
                {ofDesk
                  .map(
                    ({ outcome, value }) =>
                      `${t('desk:mappingMeans', { value })} ${labelOf(outcome)}`,
                  )
                  .join(' · ')}
              </bdi>
            </p>
          )}
          <ul className="desk-map__sources">
            {values.map(({ outcome, value }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a value is known by its place only
              <li className="desk-map__source" key={index}>
                <div className="desk-map__fields">
                  <Text
                    isRequired
                    label={t('desk:mappingValue')}
                    maxLength={200}
                    onChange={(text) => set(replaced(values, index, { outcome, value: text }))}
                    value={value}
                  />
                  <Choice
                    label={t('desk:mappingMeans', { value })}
                    onChange={(key) => set(replaced(values, index, { outcome: key, value }))}
                    options={optionsFor(outcome)}
                    value={outcome}
                  />
                  {isGone(outcome) && (
                    <p className="desk-map__warning">{t('desk:mappingOutcomeGone')}</p>
                  )}
                </div>
                <Acts
                  count={values.length}
                  index={index}
                  name={value || t('desk:mappingValue')}
                  onRemove={() => set(without(values, index))}
                />
              </li>
            ))}
          </ul>
          {values.length < MAX_VALUES && (
            <>
              <NotMapped onAdd={add} />
              {!isLocked && (
                <Button buttonStyle="secondary" margin={false} onClick={() => add('')} size="small">
                  {t('desk:mappingAddValue')}
                </Button>
              )}
            </>
          )}
        </>
      )}
    </section>
  )
}
