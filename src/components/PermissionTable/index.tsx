'use client'

import { Button, useField } from '@payloadcms/ui'
import type { SelectFieldClientProps } from 'payload'
import { PERMISSION_ROWS } from '../../access/permissionRows'
import { PERMISSION_ACTIONS } from '../../access/permissions'
import { PRESETS, type Preset } from '../../access/presets'
import type { DeskKey } from '../../translations/keys'
import { FieldFrame } from '../shared/FieldFrame'
import { useDesk } from '../shared/useDesk'
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

type TableProps = {
  held: readonly string[]
  labelID: string
  locked: boolean
  onToggle: (permission: string) => void
}

const Table = ({ held, labelID, locked, onToggle }: TableProps) => {
  const { t } = useDesk()
  return (
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
        {PERMISSION_ROWS.map(({ label, permissions }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {PERMISSION_ACTIONS.map((action) => {
              const permission = permissions.find((each) => each.endsWith(`.${action}`))
              return (
                <td key={action}>
                  {permission && (
                    <label className="desk-permissions__cell">
                      <input
                        aria-label={`${label}: ${t(ACTION_WORDS[action])}`}
                        checked={held.includes(permission)}
                        disabled={locked}
                        onChange={() => onToggle(permission)}
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
  )
}

/** Permissions as a table: a row for each collection, a column for each action; and usual sets of them. */
export const PermissionTable = ({ field, path, readOnly }: SelectFieldClientProps) => {
  const { t } = useDesk()
  const state = useField<null | string[]>({ potentiallyStalePath: path })
  const held = state.value ?? []
  const locked = Boolean(readOnly || state.disabled)
  const toggle = (permission: string) =>
    state.setValue(
      held.includes(permission)
        ? held.filter((each) => each !== permission)
        : [...held, permission],
    )
  return (
    <FieldFrame className="desk-permissions" field={field} isLocked={locked} state={state}>
      {(labelID) => (
        <>
          {!locked && (
            <section aria-label={t('desk:presets')} className="desk-permissions__presets">
              {PRESET_WORDS.map(([preset, words]) => (
                <Button
                  buttonStyle="pill"
                  key={preset}
                  margin={false}
                  onClick={() => state.setValue([...PRESETS[preset]])}
                  size="small"
                >
                  {t(words)}
                </Button>
              ))}
            </section>
          )}
          <div className="desk-permissions__scroll">
            <Table held={held} labelID={labelID} locked={locked} onToggle={toggle} />
          </div>
        </>
      )}
    </FieldFrame>
  )
}
