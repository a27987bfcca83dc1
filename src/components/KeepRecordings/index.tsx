import { getTranslation } from '@payloadcms/translations'
import type { FieldDescriptionServerProps } from 'payload'
import { bytesPerMonth } from '../../recordings/keep/estimate'
import { KeepNote } from './KeepNote'

/** The client of the form, null for the desk's own form; undefined where no client has been saved yet. */
const clientOf = ({
  collectionSlug,
  id,
}: FieldDescriptionServerProps): null | string | undefined => {
  if (collectionSlug !== 'users') return null
  return id === undefined ? undefined : String(id)
}

const sizeOf = async (props: FieldDescriptionServerProps): Promise<null | number> => {
  const clientID = clientOf(props)
  if (clientID === undefined) return null
  try {
    return (await bytesPerMonth(props.payload.db.pool, clientID)) || null
  } catch {
    // The form works without it.
    return null
  }
}

/** Says what keeping recordings does and how much room it takes, by the calls of the last month. */
export const KeepRecordingsDescription = async (props: FieldDescriptionServerProps) => {
  const { field, i18n, path } = props
  const isKnown = field.type === 'checkbox' || field.type === 'select'
  const description = isKnown ? field.admin?.description : undefined
  const text = description && getTranslation(description, i18n)
  return (
    <KeepNote bytes={await sizeOf(props)} does={typeof text === 'string' ? text : ''} path={path} />
  )
}
