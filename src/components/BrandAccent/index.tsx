'use client'

import { useFormFields } from '@payloadcms/ui'
import { readableAccent } from '../../brands/accent'
import { useDesk } from '../shared/useDesk'
import './index.css'

/** How a button in the accent colour looks, on light and on dark pages. Nothing for what is no colour. */
export const BrandAccent = ({ path }: { path: string }) => {
  const { t } = useDesk()
  const typed = useFormFields(([fields]) => fields[path]?.value)
  const color = typeof typed === 'string' ? typed.trim().toLowerCase() : ''
  const shades = readableAccent(color)
  if (!shades) return null
  const { dark, light, onDark, onLight } = shades
  return (
    <div className="desk-accent">
      <span className="desk-accent__page desk-accent__page--light">
        <span className="desk-accent__button" style={{ background: light, color: onLight }}>
          {light}
        </span>
      </span>
      <span className="desk-accent__page desk-accent__page--dark">
        <span className="desk-accent__button" style={{ background: dark, color: onDark }}>
          {dark}
        </span>
      </span>
      {(light !== color || dark !== color) && (
        <span className="desk-accent__note">{t('desk:brandAccentShades')}</span>
      )}
    </div>
  )
}
