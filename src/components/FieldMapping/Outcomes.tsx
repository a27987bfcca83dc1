'use client'

import { OUTCOME_COLOURS, type Outcome } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import { useEditing } from './editing'
import { Acts, Add, Choice, Text } from './Inputs'
import { keyFromLabel } from './keyFromLabel'
import { moved, replaced, without } from './lists'
import { COLOUR_WORDS } from './words'

const MAX_OUTCOMES = 50

const OneOutcome = ({
  onChange,
  outcome,
}: {
  onChange: (outcome: Outcome) => void
  outcome: Outcome
}) => {
  const { t } = useDesk()
  const { isLocked } = useEditing()
  return (
    <div className="desk-map__fields">
      <Text
        isRequired
        label={t('desk:mappingLabel')}
        maxLength={60}
        onChange={(label) => onChange({ ...outcome, label })}
        value={outcome.label}
      />
      <Choice
        label={t('desk:mappingColour')}
        onChange={(colour) => onChange({ ...outcome, colour })}
        options={OUTCOME_COLOURS.map((value) => ({ label: t(COLOUR_WORDS[value]), value }))}
        value={outcome.colour}
      />
      <label className="desk-map__tick">
        <input
          checked={outcome.followUp}
          disabled={isLocked}
          onChange={({ target }) => onChange({ ...outcome, followUp: target.checked })}
          type="checkbox"
        />
        {t('desk:mappingFollowUp')}
      </label>
      <p className="desk-map__quiet desk-map__key">
        {t('desk:mappingKey')} <code>{outcome.key}</code>
      </p>
    </div>
  )
}

/** The desk's own outcomes, in the order in which they are shown. */
export const Outcomes = () => {
  const { t } = useDesk()
  const { change, draft } = useEditing()
  const { outcomes } = draft
  const set = (next: Outcome[]) => change({ ...draft, outcomes: next })
  return (
    <section aria-label={t('desk:mappingOutcomes')} className="desk-map__part">
      <h2>{t('desk:mappingOutcomes')}</h2>
      <p className="desk-map__hint">{t('desk:mappingOutcomesHint')}</p>
      <ol className="desk-map__sources">
        {outcomes.map((outcome, index) => (
          <li className="desk-map__source" key={outcome.key}>
            <OneOutcome
              onChange={(next) => set(replaced(outcomes, index, next))}
              outcome={outcome}
            />
            <Acts
              count={outcomes.length}
              index={index}
              name={outcome.label}
              onMove={(by) => set(moved(outcomes, index, by))}
              onRemove={() =>
                change({
                  ...draft,
                  outcomes: without(outcomes, index),
                  values: draft.values.filter((value) => value.outcome !== outcome.key),
                })
              }
            />
          </li>
        ))}
      </ol>
      {outcomes.length < MAX_OUTCOMES && (
        <Add
          label={t('desk:mappingNewOutcome')}
          onAdd={(label) => {
            const key = keyFromLabel(label, {
              kind: 'outcome',
              taken: outcomes.map((each) => each.key),
            })
            set([...outcomes, { colour: 'grey', followUp: false, key, label }])
          }}
        />
      )}
    </section>
  )
}
