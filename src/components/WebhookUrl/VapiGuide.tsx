'use client'

import { ChevronIcon } from '@payloadcms/ui'
import { useRef } from 'react'
import { CopyButton } from '../shared/CopyButton'
import { useDesk } from '../shared/useDesk'
import { serverJSON } from './webhookURL'

/** What to set in Vapi, step by step. Shown next to the URL, which is needed for it. */
export const VapiGuide = ({ url }: { url: string }) => {
  const { t } = useDesk()
  const jsonRef = useRef<HTMLPreElement>(null)
  const json = serverJSON(url)
  return (
    <details className="desk-guide">
      <summary className="desk-guide__title">
        {t('desk:guideTitle')}
        <ChevronIcon className="desk-guide__chevron" />
      </summary>
      <ol className="desk-guide__steps">
        <li>{t('desk:guideServerURL')}</li>
        <li>{t('desk:guideMessages')}</li>
        <li>{t('desk:guideTimeout')}</li>
        <li>
          {t('desk:guideRetries')}
          <div className="desk-guide__plan">
            {/* Focusable, so that it can be scrolled and selected from the keyboard. */}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs focus */}
            <pre className="desk-guide__code" ref={jsonRef} tabIndex={0}>
              {json}
            </pre>
            <CopyButton label={t('desk:copyServer')} textRef={jsonRef} value={json} />
          </div>
        </li>
        <li>{t('desk:guidePublish')}</li>
        <li>{t('desk:guideTestCall')}</li>
      </ol>
    </details>
  )
}
