'use client'

import { Button, FieldDescription, FieldLabel, toast, useDocumentInfo } from '@payloadcms/ui'
import { type ChangeEvent, useRef, useState } from 'react'
import { z } from 'zod'
import { reasonOf, send, sendFile } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

const storedSchema = z.object({ url: z.string() })

type Scheme = 'dark' | 'light'

const LABELS = { dark: 'desk:brandLogoDark', light: 'desk:brandLogoLight' } as const

type Props = { id: string; initial: null | string; mayChange: boolean; scheme: Scheme }

const OneLogo = ({ id, initial, mayChange, scheme }: Props) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const input = useRef<HTMLInputElement>(null)
  const [path, setPath] = useState(initial)
  const [isBusy, setBusy] = useState(false)
  const url = apiURL(`/brands/${id}/logo/${scheme}`)
  const label = t(LABELS[scheme])

  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
    setBusy(false)
  }
  const upload = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    // The same file can be chosen again after it was refused.
    target.value = ''
    if (!file) return
    void run(async () => {
      const answer: unknown = await (await sendFile({ desk, file, url })).json()
      setPath(storedSchema.parse(answer).url)
      toast.success(t('desk:brandLogoStored'))
    })
  }
  const remove = () =>
    run(async () => {
      await send({ desk, method: 'DELETE', url })
      setPath(null)
      toast.success(t('desk:brandLogoRemoved'))
    })

  return (
    <div className="desk-logo">
      <FieldLabel as="span" label={label} />
      <div className={`desk-logo__frame desk-logo__frame--${scheme}`}>
        {path === null ? (
          <span>{t('desk:brandLogoNone')}</span>
        ) : (
          // biome-ignore lint/performance/noImgElement: the desk serves it as it is stored.
          <img alt={label} src={path} />
        )}
      </div>
      {mayChange && (
        <div className="desk-logo__actions">
          <input
            accept="image/png,image/webp,image/jpeg"
            aria-label={label}
            hidden
            onChange={upload}
            ref={input}
            type="file"
          />
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            margin={false}
            onClick={() => input.current?.click()}
            size="small"
          >
            {t(path === null ? 'desk:brandLogoChoose' : 'desk:brandLogoReplace')}
          </Button>
          {path !== null && (
            <Button
              buttonStyle="secondary"
              disabled={isBusy}
              margin={false}
              onClick={() => void remove()}
              size="small"
            >
              {t('desk:brandLogoRemove')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

/** Both logos of a brand. They are stored at once, not with the form. @param id null before the brand is saved */
export const Logos = ({
  dark,
  id,
  light,
}: {
  dark: null | string
  id: null | string
  light: null | string
}) => {
  const { t } = useDesk()
  const { hasSavePermission } = useDocumentInfo()
  const mayChange = hasSavePermission === true
  return (
    <div className="field-type desk-field">
      {id === null ? (
        <FieldLabel as="span" label={t('desk:brandLogos')} />
      ) : (
        <div className="desk-logos">
          <OneLogo id={id} initial={light} mayChange={mayChange} scheme="light" />
          <OneLogo id={id} initial={dark} mayChange={mayChange} scheme="dark" />
        </div>
      )}
      <FieldDescription
        description={t(id === null ? 'desk:brandLogosBeforeSave' : 'desk:brandLogosHint')}
        path="logos"
      />
    </div>
  )
}
