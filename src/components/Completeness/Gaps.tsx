'use client'

import { formatWhen } from '../../format'
import type { DeskKey } from '../../translations/keys'
import type { Gap, GapCause, GapProblem } from '../../vapiAccount/completeness/completeness'
import { useDesk } from '../shared/useDesk'

const CAUSES = {
  call_overrides: 'desk:completeCauseCall',
  compliance_changed: 'desk:completeCauseCompliance',
  credential_changed: 'desk:completeCauseCredential',
  deleted: 'desk:completeCauseDeleted',
  encrypted_parts: 'desk:completeCauseEncrypted',
  moved: 'desk:completeCauseMoved',
  no_retries: 'desk:completeCauseRetries',
  number_elsewhere: 'desk:completeCauseNumber',
  old_address: 'desk:completeCauseOld',
  recording_off: 'desk:completeCauseUnknown',
  refused: 'desk:completeCauseRefused',
  reports_off: 'desk:completeCauseReports',
  squad_overrides: 'desk:completeCauseSquad',
  squad_pinned: 'desk:completeCausePinned',
  static_addresses_off: 'desk:completeCauseAddresses',
  unknown: 'desk:completeCauseUnknown',
} as const satisfies Record<GapCause, DeskKey>

const PROBLEMS = {
  deleted_here: 'desk:completeLostDeleted',
  failed: 'desk:completeLostFailed',
  gone: 'desk:completeLostGone',
  no_content: 'desk:completeLostContent',
  retention: 'desk:completeLostAge',
  unreadable: 'desk:completeLostUnreadable',
} as const satisfies Record<GapProblem, DeskKey>

const Row = ({ gap }: { gap: Gap }) => {
  const { language, t } = useDesk()
  const when = formatWhen(gap.endedAt, { language })
  return (
    <tr>
      <th scope="row">
        {when ? <time dateTime={when.iso}>{when.text}</time> : '–'}
        <span className="desk-complete__id">{gap.callID}</span>
      </th>
      <td data-label={t('desk:completeGapCause')}>{t(CAUSES[gap.cause])}</td>
      <td data-label={t('desk:completeState')}>
        {t(gap.canBeFilled ? 'desk:completeGapOpen' : 'desk:completeGapLost')}
        {gap.problem && ` ${t(PROBLEMS[gap.problem])}`}
      </td>
    </tr>
  )
}

type Props = {
  /** How many there are, listed or not. */
  count: number
  gaps: readonly Gap[]
}

/** The calls that are at Vapi and not here, each with its time, the likely cause, and whether it can still come. */
export const Gaps = ({ count, gaps }: Props) => {
  const { formatCount, t } = useDesk()
  if (gaps.length === 0) return null
  const more = count - gaps.length
  return (
    <div className="desk-complete__gaps">
      <section
        aria-label={t('desk:completeGaps')}
        className="desk-complete__scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
        tabIndex={0}
      >
        <table className="desk-complete__table desk-complete__table--words">
          <caption className="desk-sr-only">{t('desk:completeGaps')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('desk:completeGapEnded')}</th>
              <th scope="col">{t('desk:completeGapCause')}</th>
              <th scope="col">{t('desk:completeState')}</th>
            </tr>
          </thead>
          <tbody>
            {gaps.map((gap) => (
              <Row gap={gap} key={gap.callID} />
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && (
        <p className="desk-complete__hint">
          {t('desk:completeMore', { count: more, n: formatCount(more) })}
        </p>
      )}
    </div>
  )
}
