import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { Chips } from '../ui/Chips'
import { Empty } from '../ui/Empty'
import { Page } from '../ui/Page'
import { Section } from '../ui/Section'
import { CALLS, callPath, isFiltered, type ListAddress, listPath } from './address'
import styles from './CallList.module.css'
import { groupByDay } from './dayGroups'
import { ListedRow } from './ListedRow'
import { ListForm } from './ListForm'
import { listChips } from './listChips'
import { NewCalls } from './NewCalls'
import { newCallsURL } from './newCallsPath'
import type { CallsPageData } from './readCallsPage'
import { readerOf } from './reader'

type Props = { address: ListAddress; data: CallsPageData; portal: ClientPortal }

const Nothing = ({ address, data, portal: { texts } }: Props) => {
  const { t } = texts
  if (data.isSlow) {
    return (
      <Empty icon="clock" title={t('calls.slow')}>
        <p>{t('calls.slowHint')}</p>
      </Empty>
    )
  }
  if (isFiltered(address) || address.before) {
    return (
      <Empty icon="search" title={t('calls.empty.filtered')}>
        <p>{t('calls.empty.filteredHint')}</p>
        <p className={styles.clear}>
          <Button href={CALLS}>{t('calls.clear')}</Button>
        </p>
      </Empty>
    )
  }
  return (
    <Empty icon="phone" title={t('calls.empty.first')}>
      <p>{t('calls.empty.firstHint')}</p>
    </Empty>
  )
}

const Days = ({ address, data: { calls, labels }, portal }: Props) => {
  const reader = readerOf(portal, labels)
  const groups = groupByDay(calls, { ...reader, now: new Date() })
  return groups.map(({ calls: ofDay, day, heading }) => (
    <Section bare key={day ?? ''} title={heading}>
      <ol className={styles.list}>
        {ofDay.map((call) => (
          <li key={call.id}>
            <ListedRow call={call} href={callPath(call.id, address)} reader={reader} />
          </li>
        ))}
      </ol>
    </Section>
  ))
}

const Pages = ({ address, data: { next }, portal: { texts } }: Props) => {
  const { t } = texts
  if (!next && !address.before) return null
  return (
    <nav aria-label={t('calls.pages')} className={styles.pages}>
      {address.before && (
        <Button href={listPath({ ...address, before: null })}>{t('calls.newest')}</Button>
      )}
      {next && (
        <Button href={listPath({ ...address, before: next })} icon="chevron">
          {t('calls.older')}
        </Button>
      )}
    </nav>
  )
}

/** The list of the client's calls. */
export const CallsView = (props: Props) => {
  const { address, data, portal } = props
  const { t } = portal.texts
  const hasCalls = data.calls.length > 0
  return (
    <Page
      actions={
        // For staff who see the portal as the client, the file would be theirs.
        hasCalls &&
        !portal.seeing && (
          <Button href={data.exportPath} icon="download">
            {t('calls.csv')}
          </Button>
        )
      }
      current="calls"
      portal={portal}
      title={t('calls.title')}
      todo={data.chips.toDo}
    >
      {!address.before && !portal.seeing && (
        <NewCalls href={CALLS} url={newCallsURL(data.readAt)} />
      )}
      <ListForm address={address} fields={data.labels.fields} texts={portal.texts} />
      <Chips chips={listChips(address, data, portal.texts)} label={t('calls.chips')} />
      {hasCalls ? <Days {...props} /> : <Nothing {...props} />}
      <Pages {...props} />
    </Page>
  )
}
