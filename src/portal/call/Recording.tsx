import { isPlayable, type RecordingState } from '../../recordings/state'
import type { Texts } from '../../translations/texts'
import { Section } from '../ui/Section'
import { Player } from './Player'
import styles from './Recording.module.css'

type Props = {
  id: string
  state: RecordingState
  texts: Pick<Texts, 't'>
}

const SAID = {
  copying: 'call.recording.copying',
  gone: 'call.recording.gone',
  not_kept: 'call.recordingLater',
} as const

const said = (state: RecordingState) =>
  state === 'copying' || state === 'gone' || state === 'not_kept' ? SAID[state] : null

/** The recording of a call, or in one sentence why it cannot be heard. Nothing where there is none. */
export const Recording = ({ id, state, texts: { t } }: Props) => {
  const sentence = said(state)
  if (sentence) {
    return (
      <Section id="recording" title={t('call.recording')}>
        <p className={styles.quiet}>{t(sentence)}</p>
      </Section>
    )
  }
  if (!isPlayable(state)) return null
  const url = `/api/call-summaries/${id}/recording`
  return (
    <div className={styles.place} id="recording">
      <Section
        actions={
          <a className={styles.save} href={`${url}?download=true`}>
            {t('call.recording.save')}
          </a>
        }
        title={t('call.recording')}
      >
        <Player
          label={t('call.recording')}
          reasons={{
            again: t('call.recording.again'),
            agency: t('call.recording.agency'),
            copying: t('call.recording.copying'),
            gone: t('call.recording.gone'),
            none: t('call.recording.none'),
          }}
          turnsID="conversation"
          url={url}
        />
      </Section>
    </div>
  )
}
