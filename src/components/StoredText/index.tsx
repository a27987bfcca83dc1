'use client'

import { FieldDescription, FieldLabel, RenderCustomComponent, useField } from '@payloadcms/ui'
import type { CodeFieldClientProps, JSONFieldClientProps } from 'payload'
import { useRef } from 'react'
import { EditedNote } from '../EditedNote'
import { CopyButton } from '../shared/CopyButton'
import { useDesk } from '../shared/useDesk'
import { pretty } from './pretty'
import './index.css'

type Props = CodeFieldClientProps | JSONFieldClientProps

/**
 * Read-only JSON or code with a copy button, for `json` and `code` fields. Payload's own editor is loaded from
 * a public CDN: it stays empty without internet, and tells a third party who looks at calls.
 */
export const StoredText = ({ field, path: pathFromProps }: Props) => {
  const { t } = useDesk()
  const textRef = useRef<HTMLPreElement>(null)
  const {
    customComponents: { Description } = {},
    path,
    value,
  } = useField<unknown>({ potentiallyStalePath: pathFromProps })
  const text = pretty(value)

  return (
    <div className="field-type desk-field desk-stored" id={`field-${path.replaceAll('.', '__')}`}>
      <div className="desk-stored__head">
        <FieldLabel as="span" label={field.label} path={path} />
        {text !== null && <CopyButton label={t('desk:copy')} textRef={textRef} value={text} />}
      </div>
      {text === null ? (
        <p className="desk-stored__none">{t('desk:none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs focus
        <pre className="desk-stored__text" dir="auto" ref={textRef} tabIndex={0}>
          {text}
        </pre>
      )}
      <RenderCustomComponent
        CustomComponent={Description}
        Fallback={<FieldDescription description={field.admin?.description} path={path} />}
      />
      <EditedNote path={path} />
    </div>
  )
}
