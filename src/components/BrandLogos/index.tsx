import type { UIFieldServerComponent } from 'payload'
import { z } from 'zod'
import { logoURL } from '../../brands/addresses'
import { brandsOf } from '../../brands/brandRows'
import { Logos } from './Logos'

/** The logos of the open brand, to replace and to remove. */
export const BrandLogos: UIFieldServerComponent = async ({ data, id, payload }) => {
  const brandID = z.uuid().safeParse(id ?? data?.id).data
  if (brandID === undefined) return <Logos id={null} light={null} dark={null} />
  const row = (await brandsOf(payload)).byID.get(brandID)
  const path = (scheme: 'dark' | 'light', version: null | string | undefined) =>
    version ? logoURL({ id: brandID, scheme, version }) : null
  return (
    <Logos dark={path('dark', row?.darkLogo)} id={brandID} light={path('light', row?.lightLogo)} />
  )
}
