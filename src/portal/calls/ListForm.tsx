import type { Texts } from '../../translations/texts'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { CALLS, filterQuery, type ListAddress, listPath } from './address'
import styles from './CallList.module.css'

const TYPED = ['q', 'from', 'to']

type Props = { address: ListAddress; texts: Pick<Texts, 't'> }

/** Search and period of the list. A plain form, so that both are in the address. */
export const ListForm = ({ address, texts: { t } }: Props) => {
  const kept = filterQuery(address).filter(([name]) => !TYPED.includes(name))
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
        <details className={styles.period} open={address.from !== null || address.to !== null}>
          <summary>
            <Icon name="calendar" />
            {t('calls.period')}
          </summary>
          <div className={styles.dates}>
            <Field label={t('calls.from')} name="from" type="date" value={address.from ?? ''} />
            <Field label={t('calls.to')} name="to" type="date" value={address.to ?? ''} />
            <div className={styles.apply}>
              <Button wide>{t('calls.show')}</Button>
            </div>
          </div>
        </details>
      </form>
      {(address.search || address.from || address.to) && (
        <p className={styles.clear}>
          <a href={listPath({ ...address, before: null, from: null, search: '', to: null })}>
            {t('calls.clearSearch')}
          </a>
        </p>
      )}
    </search>
  )
}
