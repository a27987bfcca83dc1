'use client'

import { getTranslation } from '@payloadcms/translations'
import {
  Button,
  FieldDescription,
  FieldError,
  FieldLabel,
  RenderCustomComponent,
  useConfig,
  useField,
} from '@payloadcms/ui'
import type { SelectFieldClientProps } from 'payload'
import { useId } from 'react'
import { PERMISSION_ACTIONS } from '../../access/permissions'
import { PRESETS, type Preset } from '../../access/presets'
import type { DeskKey } from '../../translations/keys'
import { fieldStyle } from '../shared/fieldStyle'
import { useDesk } from '../shared/useDesk'
import { ROWS } from './rows'
import './index.css'

const ACTION_WORDS = {
  add: 'desk:permissionAdd',
  change: 'desk:permissionChange',
  delete: 'desk:permissionDelete',
  view: 'desk:permissionView',
} as const satisfies Record<(typeof PERMISSION_ACTIONS)[number], DeskKey>

const PRESET_WORDS: readonly [Preset, DeskKey][] = [
  ['readsCalls', 'desk:presetReadsCalls'],
  ['setsUpClients', 'desk:presetSetsUpClients'],
  ['everything', 'desk:presetEverything'],
]

/** Permissions as a table: a row for each collection, a column for each action; and usual sets of them. */
export const PermissionTable = ({
  field,
  path: pathFromProps,
  readOnly,
}: SelectFieldClientProps) => {
  const { i18n, t } = useDesk()
  const { getEntityConfig } = useConfig()
  const labelID = useId()
  const {
    customComponents: { AfterInput, BeforeInput, Description, Error: ErrorMessage, Label } = {},
    disabled,
    path,
    setValue,
    showError,
    value,
  } = useField<null | string[]>({ potentiallyStalePath: pathFromProps })
  const held = value ?? []
  const locked = Boolean(readOnly || disabled)

  const nameOf = (collectionSlug: string): string => {
    const { plural } = getEntityConfig({ collectionSlug })?.labels ?? {}
    return plural ? getTranslation(plural, i18n) : collectionSlug
  }

  const toggle = (permission: string) =>
    setValue(
      held.includes(permission)
        ? held.filter((each) => each !== permission)
        : [...held, permission],
    )

  return (
    <div
      className={['field-type desk-field desk-permissions', showError && 'error']
        .filter(Boolean)
        .join(' ')}
      id={`field-${path.replaceAll('.', '__')}`}
      style={fieldStyle(field)}
    >
      <div id={labelID}>
        <RenderCustomComponent
          CustomComponent={Label}
          Fallback={<FieldLabel as="span" label={field.label} path={path} />}
        />
      </div>
      <div className="field-type__wrap">
        <RenderCustomComponent
          CustomComponent={ErrorMessage}
          Fallback={<FieldError path={path} showError={showError} />}
        />
        {BeforeInput}
        {!locked && (
          <section aria-label={t('desk:presets')} className="desk-permissions__presets">
            {PRESET_WORDS.map(([preset, words]) => (
              <Button
                buttonStyle="pill"
                key={preset}
                margin={false}
                onClick={() => setValue([...PRESETS[preset]])}
                size="small"
              >
                {t(words)}
              </Button>
            ))}
          </section>
        )}
        <div className="desk-permissions__scroll">
          <table aria-labelledby={labelID} className="desk-permissions__table">
            <thead>
              <tr>
                <td />
                {PERMISSION_ACTIONS.map((action) => (
                  <th key={action} scope="col">
                    {t(ACTION_WORDS[action])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ROWS.map(({ cells, collection }) => (
                <tr key={collection}>
                  <th scope="row">{nameOf(collection)}</th>
                  {PERMISSION_ACTIONS.map((action, index) => {
                    const permission = cells[index]
                    return (
                      <td key={action}>
                        {permission && (
                          <label className="desk-permissions__cell">
                            <input
                              aria-label={`${nameOf(collection)}: ${t(ACTION_WORDS[action])}`}
                              checked={held.includes(permission)}
                              disabled={locked}
                              onChange={() => toggle(permission)}
                              type="checkbox"
                            />
                          </label>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {AfterInput}
      </div>
      <RenderCustomComponent
        CustomComponent={Description}
        Fallback={<FieldDescription description={field.admin?.description} path={path} />}
      />
    </div>
  )
}
