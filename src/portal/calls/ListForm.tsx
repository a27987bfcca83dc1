import { ownValue } from '../../lib/values'
import type { Texts } from '../../translations/texts'
import type { OwnField } from '../../vapi/mapping/mapping'
import { Button } from '../ui/Button'
import { Field, Select } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { CALLS, filterQuery, type ListAddress, listPath } from './address'
import styles from './CallList.module.css'
import { type FilterableField, fieldInput, filterableFields } from './fieldFilters'

const TYPED = ['q', 'from', 'to']

type Props = {
  address: ListAddress
  /** The client's own fields. */
  fields: readonly OwnField[]
  texts: Pick<Texts, 't'>
}

type FieldSelectProps = { field: FilterableField; texts: Props['texts']; value: string }

const FieldSelect = ({ field, texts: { t }, value: chosen }: FieldSelectProps) => (
  <Select
    label={<bdi>{field.label}</bdi>}
    name={fieldInput(field.key)}
    options={[
      { label: t('calls.all'), value: '' },
      ...field.options.map(({ label, value }) => ({
        label: label ?? t(value === 'true' ? 'call.yes' : 'call.no'),
        value,
      })),
    ]}
    value={chosen}
  />
)

/** Search and period of the list. A plain form, so that both are in the address. */
export const ListForm = ({ address, fields, texts }: Props) => {
  const { t } = texts
  const selects = filterableFields(fields)
  const typed = new Set([...TYPED, ...selects.map(({ key }) => fieldInput(key))])
  const kept = filterQuery(address).filter(([name]) => !typed.has(name))
  const hasField = Object.keys(address.fields).length > 0
  const hasPeriod = address.from !== null || address.to !== null
  return (
    <search className={styles.search}>
      <form action={CALLS}>
        {kept.map(([name, value]) => (
          <input key={name} name={name} type="hidden" value={value} />
        ))}
        <div className={styles.box}>
          <label className={styles.unseen} htmlFor="q">
            {t('calls.search')}
          </label>
          <input
            autoComplete="off"
            defaultValue={address.search}
            dir="auto"
            enterKeyHint="search"
            id="q"
            maxLength={200}
            name="q"
            placeholder={t('calls.searchHint')}
            type="search"
          />
          <Button icon="search">{t('calls.search')}</Button>
        </div>
        <details className={styles.period} open={hasPeriod || hasField}>
          <summary>
            <Icon name="calendar" />
            {t(selects.length > 0 ? 'calls.periodAndMore' : 'calls.period')}
          </summary>
          <div className={styles.dates}>
            <Field label={t('calls.from')} name="from" type="date" value={address.from ?? ''} />
            <Field label={t('calls.to')} name="to" type="date" value={address.to ?? ''} />
            {selects.map((field) => (
              <FieldSelect
                field={field}
                key={field.key}
                texts={texts}
                value={ownValue(address.fields, field.key) ?? ''}
              />
            ))}
            <div className={styles.apply}>
              <Button wide>{t('calls.show')}</Button>
            </div>
          </div>
        </details>
      </form>
      {(address.search || hasPeriod || hasField) && (
        <p className={styles.clear}>
          <a
            href={listPath({
              ...address,
              before: null,
              fields: {},
              from: null,
              search: '',
              to: null,
            })}
          >
            {t('calls.clearSearch')}
          </a>
        </p>
      )}
    </search>
  )
}
