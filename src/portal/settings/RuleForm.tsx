import { ENDED_GROUPS } from '../../vapi/endedReason'
import { readRule } from '../../vapi/followUpRule'
import type { Outcome } from '../../vapi/mapping/mapping'
import { stateOf } from '../forms/stateOf'
import type { ClientPortal } from '../portal'
import { Checkbox, FieldSet, TextArea } from '../ui/Field'
import { formName } from './addresses'
import { isTicked } from './isTicked'
import {
  choiceOfRule,
  endingInput,
  listedOutcomes,
  outcomeInput,
  presetLabels,
  RULE_CHOICES,
  type RuleChoice,
  ruleInUse,
} from './rule'
import styles from './Settings.module.css'
import { SettingsForm } from './SettingsForm'

type Props = {
  done: unknown
  /** The desk's own outcomes, in their order. */
  outcomes: readonly Outcome[]
  portal: ClientPortal
  /** The outcomes of the last calls, the most frequent first. */
  recent: readonly string[]
}

const choiceText = (
  choice: RuleChoice,
  own: readonly Outcome[],
  { locale, t }: ClientPortal['texts'],
): string => {
  const labels = choice === 'default' ? presetLabels(own) : []
  if (labels.length === 0) return t(`settings.rule.${choice}`)
  const outcomes = new Intl.ListFormat(locale, { type: 'disjunction' }).format(labels)
  return t('settings.rule.preset', { outcomes })
}

/** Which calls are put on the to-do list by themselves. */
export const RuleForm = ({ done, outcomes: own, portal, recent }: Props) => {
  const { client, texts } = portal
  const { t } = texts
  const state = stateOf(portal, formName('rule'))
  const rule = client.followUpRule ? readRule(client.followUpRule) : null
  const { endings } = ruleInUse(rule, own)
  const chosen = state.value('choice', choiceOfRule(rule))
  return (
    <SettingsForm
      done={done}
      name="rule"
      portal={portal}
      save={t('settings.rule.save')}
      state={state}
      title={t('settings.rule.title')}
    >
      <p className={styles.intro}>{t('settings.rule.intro')}</p>
      <FieldSet label={t('settings.rule.which')} problem={state.problem('choice')}>
        {RULE_CHOICES.map((choice) => (
          <Checkbox
            checked={chosen === choice}
            key={choice}
            label={choiceText(choice, own, texts)}
            name="choice"
            type="radio"
            value={choice}
          />
        ))}
      </FieldSet>
      <div className={styles.own}>
        <FieldSet label={t('settings.rule.outcomes')}>
          {listedOutcomes(rule, recent, own).map(({ isChosen, label, outcome }, index) => {
            const name = outcomeInput(index)
            const typed = state.value(name, isChosen ? outcome : '')
            return (
              <Checkbox
                checked={typed !== ''}
                id={name}
                key={outcome}
                label={<bdi>{label}</bdi>}
                name={name}
                value={outcome}
              />
            )
          })}
          <TextArea
            autoFocus={state.firstWrong === 'more'}
            hint={t('settings.rule.moreHint')}
            label={t('settings.rule.more')}
            name="more"
            problem={state.problem('more')}
            value={state.value('more', '')}
          />
        </FieldSet>
        <FieldSet label={t('settings.rule.endings')}>
          {ENDED_GROUPS.map((ending) => (
            <Checkbox
              checked={isTicked(state, endingInput(ending), endings.includes(ending))}
              key={ending}
              label={t(`settings.rule.ending.${ending}`)}
              name={endingInput(ending)}
            />
          ))}
        </FieldSet>
      </div>
    </SettingsForm>
  )
}
