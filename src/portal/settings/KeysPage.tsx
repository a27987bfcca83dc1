import { dateFormat } from '../../lib/intlFormats'
import { parseCookies } from '../../payload/shared'
import type { ApiKey } from '../../payload-types'
import { stateOf } from '../forms/stateOf'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { classes } from '../ui/classes'
import { Field, Select } from '../ui/Field'
import { Form } from '../ui/Form'
import { Page } from '../ui/Page'
import { Problem } from '../ui/Problem'
import { Section } from '../ui/Section'
import { SETTINGS } from './addresses'
import { doneText } from './doneText'
import { LIFETIMES } from './lifetimes'
import { NEW_KEY_COOKIE, openNewKey } from './newKey'
import styles from './Settings.module.css'

/** As many as the desk keeps: those that work, and the last ones that have ended. */
const MOST_LISTED = 120

const readKeys = async ({ client, payload, req }: ClientPortal): Promise<ApiKey[]> => {
  const { docs } = await payload.find({
    collection: 'api-keys',
    depth: 0,
    limit: MOST_LISTED,
    overrideAccess: false,
    pagination: false,
    req,
    sort: '-createdAt',
    where: { user: { equals: client.id } },
  })
  return docs
}

type OfKey = { apiKey: ApiKey; portal: ClientPortal }

const factsOf = ({ apiKey, portal: { texts, zone } }: OfKey): string => {
  const { locale, t } = texts
  const days = dateFormat(locale, { dateStyle: 'medium', timeZone: zone })
  const date = (value: string) => days.format(new Date(value))
  const { createdAt, expiresAt, lastUsedAt, prefix, revokedAt } = apiKey
  const isOver = Boolean(expiresAt && new Date(expiresAt) <= new Date())
  const end =
    expiresAt &&
    t(isOver ? 'settings.keys.ended' : 'settings.keys.expires', { date: date(expiresAt) })
  return [
    t('settings.keys.starts', { prefix: prefix ?? '' }),
    t('settings.keys.created', { date: date(createdAt) }),
    lastUsedAt ? t('settings.keys.used', { date: date(lastUsedAt) }) : t('settings.keys.unused'),
    revokedAt ? t('settings.keys.revoked', { date: date(revokedAt) }) : end,
  ]
    .filter(Boolean)
    .join(' · ')
}

const Key = ({ apiKey, portal }: OfKey) => {
  const { t } = portal.texts
  const { expiresAt, id, name, revokedAt } = apiKey
  const works = !revokedAt && !(expiresAt && new Date(expiresAt) <= new Date())
  return (
    <li className={styles.keyRow}>
      <div>
        <p className={classes(styles.keyName, !works && styles.isEnded)}>
          <bdi>{name}</bdi>
        </p>
        <p className={styles.keyFacts}>{factsOf({ apiKey, portal })}</p>
      </div>
      {works && (
        <Form action="/api/v1/portal/settings/keys/revoke" hidden={{ id }} portal={portal}>
          <Button label={t('settings.keys.revokeOf', { name })} look="danger">
            {t('settings.keys.revoke')}
          </Button>
        </Form>
      )}
    </li>
  )
}

const NewKey = ({ portal }: { portal: ClientPortal }) => {
  const { client, payload, req, texts } = portal
  const cookie = parseCookies(req.headers).get(NEW_KEY_COOKIE)
  const made = openNewKey(cookie, { secret: payload.secret, user: client.id })
  if (!made) return null
  const { t } = texts
  return (
    <Section title={t('settings.keys.new', { name: made.name })}>
      <p className={styles.intro}>{t('settings.keys.newHint')}</p>
      <code className={styles.key} dir="ltr">
        {made.key}
      </code>
      <Form action="/api/v1/portal/settings/keys/hide" className={styles.actions} portal={portal}>
        <Button look="primary">{t('settings.keys.hide')}</Button>
      </Form>
    </Section>
  )
}

const NewKeyForm = ({ portal }: { portal: ClientPortal }) => {
  const { t } = portal.texts
  const state = stateOf(portal, 'settings.key')
  return (
    <Section title={t('settings.keys.create')}>
      <Form action="/api/v1/portal/settings/keys" portal={portal} state={state}>
        <Field
          autoComplete="off"
          autoFocus={state.firstWrong === 'name'}
          dir="auto"
          hint={t('settings.keys.nameHint')}
          label={t('settings.keys.name')}
          maxLength={100}
          name="name"
          problem={state.problem('name')}
          required
          value={state.value('name')}
        />
        <Select
          label={t('settings.keys.lifetime')}
          name="lifetime"
          options={LIFETIMES.map((value) => ({
            label:
              value === 'never'
                ? t('settings.keys.never')
                : t('settings.keys.days', { n: Number(value) }),
            value,
          }))}
          problem={state.problem('lifetime')}
          value={state.value('lifetime', 'never')}
        />
        <Button look="primary">{t('settings.keys.create')}</Button>
      </Form>
    </Section>
  )
}

/** The client's API keys: to list, to create and to end. */
export const KeysPage = async ({ done, portal }: { done: unknown; portal: ClientPortal }) => {
  const { seeing, texts } = portal
  const { t } = texts
  const keys = await readKeys(portal)
  const problem =
    stateOf(portal, 'settings.keyEnd').problem() ?? stateOf(portal, 'settings.keyHide').problem()
  return (
    <Page
      back={{ href: SETTINGS.top, label: t('settings.title') }}
      current="settings"
      done={doneText(done, texts)}
      portal={portal}
      title={t('settings.keys.title')}
    >
      <p className={styles.intro}>{t('settings.keys.intro')}</p>
      {problem && <Problem>{problem}</Problem>}
      {!seeing && <NewKey portal={portal} />}
      {keys.length === 0 ? (
        <Section>{t('settings.keys.empty')}</Section>
      ) : (
        <Section bare>
          <ul className={styles.keys}>
            {keys.map((apiKey) => (
              <Key apiKey={apiKey} key={apiKey.id} portal={portal} />
            ))}
          </ul>
        </Section>
      )}
      <NewKeyForm portal={portal} />
    </Page>
  )
}
