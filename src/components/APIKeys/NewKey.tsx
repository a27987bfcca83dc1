'use client'

import { Button, Drawer, SelectInput, TextInput, toast, useModal } from '@payloadcms/ui'
import { type KeyboardEvent, useRef, useState } from 'react'
import { z } from 'zod'
import { CopyButton } from '../shared/CopyButton'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { EXPIRY_DAYS, type ExpiryDays, expiryOf, isExpiryDays } from './expiry'

const createdSchema = z.object({ doc: z.object({ key: z.string() }) })

const MadeKey = ({ onDone, value }: { onDone: () => void; value: string }) => {
  const { t } = useDesk()
  const inputRef = useRef<HTMLInputElement>(null)
  return (
    <div className="desk-keys__made">
      <p className="desk-keys__warning" role="status">
        {t('desk:keyOnce')}
      </p>
      <div className="desk-keys__row">
        <input
          aria-label={t('desk:keyMade')}
          className="desk-keys__key"
          onFocus={(event) => event.target.select()}
          readOnly
          ref={inputRef}
          type="text"
          value={value}
        />
        <CopyButton label={t('desk:keyCopy')} textRef={inputRef} value={value} />
      </div>
      <p className="desk-keys__hint">{t('desk:keyHowTo')}</p>
      <Button margin={false} onClick={onDone}>
        {t('desk:keyDone')}
      </Button>
    </div>
  )
}

type Props = { onMade: () => void; slug: string; userID: string }

const NewKeyForm = ({ onMade, slug, userID }: Props) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const { closeModal } = useModal()
  const [name, setName] = useState('')
  const [days, setDays] = useState<ExpiryDays>('365')
  const [made, setMade] = useState<null | string>(null)
  const [making, setMaking] = useState(false)

  const make = async () => {
    if (making || name.trim() === '') return
    setMaking(true)
    try {
      const body = { expiresAt: expiryOf(days, new Date()), name, user: userID }
      const response = await send({ body, desk, method: 'POST', url: apiURL('/api-keys?depth=0') })
      setMade(createdSchema.parse(await response.json()).doc.key)
      onMade()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setMaking(false)
    }
  }
  const nameOf = (choice: ExpiryDays) =>
    choice === 'never'
      ? t('desk:keyNeverExpires')
      : t('desk:graceDays', { count: Number(choice), n: choice })
  // The drawer is inside the user's form, which Enter must not submit.
  const makeOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void make()
  }

  if (made !== null) return <MadeKey onDone={() => closeModal(slug)} value={made} />
  return (
    <div className="desk-keys__form">
      <TextInput
        htmlAttributes={{ autoComplete: 'off' }}
        label={t('desk:keyName')}
        onChange={(event: { target: { value: string } }) => setName(event.target.value)}
        onKeyDown={makeOnEnter}
        path={`${slug}-name`}
        placeholder={t('desk:keyNameExample')}
        required
        value={name}
      />
      <SelectInput
        isClearable={false}
        label={t('desk:keyExpiresAfter')}
        name={`${slug}-expiry`}
        onChange={(option) => {
          const value = Array.isArray(option) ? undefined : option?.value
          if (isExpiryDays(value)) setDays(value)
        }}
        options={EXPIRY_DAYS.map((choice) => ({ label: nameOf(choice), value: choice }))}
        path={`${slug}-expiry`}
        value={days}
      />
      <Button disabled={making || name.trim() === ''} margin={false} onClick={() => void make()}>
        {t(making ? 'desk:bulkWorking' : 'desk:keyMake')}
      </Button>
    </div>
  )
}

/** Creates a key in a drawer. The key is shown only until the drawer is closed. */
export const NewKey = (props: Props) => {
  const { t } = useDesk()
  return (
    <Drawer slug={props.slug} title={t('desk:keyNew')}>
      <NewKeyForm {...props} />
    </Drawer>
  )
}
