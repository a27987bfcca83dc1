import type { ClientField } from 'payload'
import type { CSSProperties } from 'react'

type Styled = Pick<ClientField, 'admin'>

declare module 'react' {
  interface CSSProperties {
    '--field-width'?: number | string
  }
}

/** The style of a field with the width from its config, as Payload's own fields apply it. */
export const fieldStyle = ({ admin }: Styled): CSSProperties => {
  const style: CSSProperties | undefined = admin && 'style' in admin ? admin.style : undefined
  const width = admin && 'width' in admin ? admin.width : undefined
  return width ? { ...style, '--field-width': width } : { flex: '1 1 auto', ...style }
}
