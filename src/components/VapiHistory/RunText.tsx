'use client'

import { useDesk } from '../shared/useDesk'
import type { Counts, Run } from './answers'
import { problemText } from './problemText'
import { useWhen } from './useWhen'

const LEFT_OUT = [
  ['before', 'desk:vapiHistoryBefore'],
  ['waiting', 'desk:vapiHistoryWaiting'],
  ['neverConnected', 'desk:vapiHistoryNeverConnected'],
  ['notOurs', 'desk:vapiHistoryNotOurs'],
  ['deleted', 'desk:vapiHistoryDeleted'],
] as const

/** The calls that are here already, and those that are left out. */
const Rest = ({ counts }: { counts: Counts }) => {
  const { formatCount, language, t } = useDesk()
  const left = LEFT_OUT.filter(([name]) => counts[name] > 0).map(([name, key]) =>
    t(key, { n: formatCount(counts[name]) }),
  )
  return (
    <>
      {counts.held > 0 &&
        ` ${t('desk:vapiHistoryHeld', { count: counts.held, n: formatCount(counts.held) })}`}
      {left.length > 0 &&
        ` ${t('desk:vapiHistoryLeftOut', { list: new Intl.ListFormat(language).format(left) })}`}
    </>
  )
}

/** The first and the last call of all clients. */
const spanOf = ({ clients }: Run) => ({
  newest:
    clients
      .flatMap(({ newest }) => newest ?? [])
      .sort()
      .at(-1) ?? null,
  oldest: clients.flatMap(({ oldest }) => oldest ?? []).sort()[0] ?? null,
})

/** What a dry run has found. */
export const FoundText = ({ run }: { run: Run }) => {
  const { formatCount, t } = useDesk()
  const when = useWhen()
  const { counts, estimate } = run
  const { newest, oldest } = spanOf(run)
  const { found } = counts
  return (
    <p>
      <strong>
        {found === 0
          ? t('desk:vapiHistoryNothing')
          : t('desk:vapiHistoryFound', {
              count: found,
              n: formatCount(found),
              newest: when(newest),
              oldest: when(oldest),
            })}
      </strong>
      {found > 0 &&
        ` ${t('desk:vapiHistoryTakes', {
          minutes: formatCount(estimate.minutes),
          requests: formatCount(estimate.requests),
        })}`}
      <Rest counts={counts} />
    </p>
  )
}

/** How an import ended. */
export const EndedText = ({ run }: { run: Run }) => {
  const { formatCount, t } = useDesk()
  const { counts, dryRun, problem, state } = run
  const { failed, imported } = counts
  return (
    <>
      {state === 'stopped' && <p>{t('desk:vapiHistoryStopped')}</p>}
      {state === 'failed' && (
        <p>{t('desk:vapiHistoryBroken', { problem: problemText(problem, { t }) })}</p>
      )}
      {!dryRun && (
        <p>
          <strong>
            {t('desk:vapiHistoryImported', { count: imported, n: formatCount(imported) })}
          </strong>
          {failed > 0 &&
            ` ${t('desk:vapiHistoryFailed', { count: failed, n: formatCount(failed) })}`}
          <Rest counts={counts} />
        </p>
      )}
    </>
  )
}
