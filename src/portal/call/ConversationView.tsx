import type { Texts } from '../../translations/texts'
import { classes } from '../ui/classes'
import { Section } from '../ui/Section'
import styles from './Call.module.css'
import type { Conversation, ShownTurn } from './shownTurns'

const SPEAKERS = { assistant: 'call.agent', tool: 'call.tool', user: 'call.caller' } as const

const Bubble = ({ t, turn }: { t: Texts['t']; turn: ShownTurn }) => (
  <li className={classes(styles.turn, styles[turn.role])}>
    <p className={styles.speaker}>
      {t(SPEAKERS[turn.role])}
      {turn.at !== null && <span className={styles.at}> {turn.at}</span>}
    </p>
    <p className={styles.said} dir="auto">
      {turn.text}
    </p>
  </li>
)

type Props = {
  conversation: Conversation
  /** Where all of it is shown; null where this is that page. */
  longer: null | string
  texts: Pick<Texts, 't'>
}

/** What was said, as bubbles with times; without turns as one text. */
export const ConversationView = ({
  conversation: { isWhole, text, turns },
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
          <Bubble key={at} t={t} turn={turn} />
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
