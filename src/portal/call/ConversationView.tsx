import type { Texts } from '../../translations/texts'
import { classes } from '../ui/classes'
import { Section } from '../ui/Section'
import styles from './Call.module.css'
import type { Conversation, ShownTurn } from './shownTurns'

const SPEAKERS = { assistant: 'call.agent', tool: 'call.tool', user: 'call.caller' } as const

type BubbleProps = { isPlayable: boolean; t: Texts['t']; turn: ShownTurn }

/** When it was said. Where there is a recording, a click plays from there; without scripts it leads to the player. */
const At = ({ isPlayable, t, turn: { at, seconds } }: BubbleProps) => {
  if (at === null) return null
  if (!isPlayable) return <span className={styles.at}> {at}</span>
  return (
    <>
      {' '}
      <a
        aria-label={t('call.recording.from', { time: at })}
        className={classes(styles.at, styles.from)}
        data-from={seconds}
        href="#recording"
      >
        {at}
      </a>
    </>
  )
}

const Bubble = (props: BubbleProps) => {
  const { isPlayable, t, turn } = props
  return (
    <li
      className={classes(styles.turn, styles[turn.role])}
      data-from={isPlayable ? turn.seconds : undefined}
    >
      <p className={styles.speaker}>
        {t(SPEAKERS[turn.role])}
        <At {...props} />
      </p>
      <p className={styles.said} dir="auto">
        {turn.text}
      </p>
    </li>
  )
}

type Props = {
  conversation: Conversation
  /** There is a recording to play. */
  isPlayable: boolean
  /** Where all of it is shown; null where this is that page. */
  longer: null | string
  texts: Pick<Texts, 't'>
}

/** What was said, as bubbles with times; without turns as one text. */
export const ConversationView = ({
  conversation: { isWhole, text, turns },
  isPlayable,
  longer,
  texts: { t },
}: Props) => (
  <Section id="conversation" title={t('call.conversation')}>
    {turns.length === 0 && text === '' && (
      <p className={styles.quiet}>{t('call.noConversation')}</p>
    )}
    {turns.length > 0 && (
      <ol className={styles.turns}>
        {turns.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have no id and keep their order
          <Bubble isPlayable={isPlayable} key={at} t={t} turn={turn} />
        ))}
      </ol>
    )}
    {text !== '' && (
      <p className={styles.text} dir="auto">
        {text}
      </p>
    )}
    {!isWhole && (
      <p className={styles.more}>
        {longer === null ? t('call.shortened') : <a href={longer}>{t('call.longer')}</a>}
      </p>
    )}
  </Section>
)
