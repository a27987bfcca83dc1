'use client'

import { getTranslation } from '@payloadcms/translations'
import { useConfig } from '@payloadcms/ui'
import type { ClientField } from 'payload'
import type { DeskKey } from '../../translations/keys'
import { optionLabel } from '../shared/optionLabel'
import { type Desk, useDesk } from '../shared/useDesk'
import type { Words } from './describe'

/** @param name of the field; with that of its group before it, as `feedback.state` */
const findField = (fields: readonly ClientField[], name: string): ClientField | undefined => {
  const [group = '', inner] = name.split('.', 2)
  if (inner !== undefined) {
    const found = findField(fields, group)
    return found?.type === 'group' ? findField(found.fields, inner) : undefined
  }
  for (const field of fields) {
    if ('name' in field && field.name === name) return field
    if (field.type === 'tabs') {
      const found = findField(
        field.tabs.flatMap((tab) => tab.fields),
        name,
      )
      if (found) return found
    } else if ('fields' in field && !('name' in field)) {
      const found = findField(field.fields, name)
      if (found) return found
    }
  }
  return undefined
}

// These are not fields of the form.
const OTHERS = new Map<string, DeskKey>([
  ['apiKey', 'desk:historyAPIKey'],
  ['enableAPIKey', 'desk:historyAPIKey'],
  ['password', 'desk:historyPassword'],
  ['webhookHost', 'desk:historyWebhookHost'],
])

const labelIn = (field: ClientField | undefined, { i18n }: Desk): null | string => {
  if (!field || !('label' in field) || !field.label) return null
  const label = getTranslation(field.label, i18n)
  return typeof label === 'string' ? label : null
}

/** The labels of fields and values, as the forms show them. */
export const useWords = (): Words => {
  const desk = useDesk()
  const { getEntityConfig } = useConfig()
  const fieldOf = (collection: string, name: string) => {
    const config =
      getEntityConfig({ collectionSlug: collection }) ?? getEntityConfig({ globalSlug: collection })
    return findField(config?.fields ?? [], name)
  }
  return {
    labelOf: (collection, name) => {
      const key = OTHERS.get(name)
      return key ? desk.t(key) : (labelIn(fieldOf(collection, name), desk) ?? name)
    },
    valueOf: (collection, name, value) => {
      if (value === null || value === '') return desk.t('desk:historyNothing')
      if (typeof value === 'boolean') return desk.t(value ? 'desk:yes' : 'desk:no')
      if (typeof value === 'number') return desk.formatCount(value)
      const field = fieldOf(collection, name)
      const options = field?.type === 'select' ? field.options : []
      return [value]
        .flat()
        .map((each) => optionLabel(options, each, desk.i18n))
        .join(', ')
    },
  }
}
