'use client'

import { Button } from '@payloadcms/ui'
import { READERS, type Source } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import type { Row } from './draft'
import { useEditing } from './editing'
import { Acts, Choice, Text } from './Inputs'
import { moved, replaced, without } from './lists'
import { readerFor, withSources } from './sources'
import { useShown } from './useShown'
import { FROM_WORDS, READER_WORDS } from './words'

const MAX_SOURCES = 10
const FROM = ['path', 'output', 'variable'] as const

type OneProps = { onChange: (source: Source) => void; source: Source }

const OneSource = ({ onChange, source }: OneProps) => {
  const { t } = useDesk()
  return (
    <div className="desk-map__fields">
      <Choice
        label={t('desk:mappingFrom')}
        onChange={(from) => onChange({ ...source, from })}
        options={FROM.map((value) => ({ label: t(FROM_WORDS[value]), value }))}
        value={source.from}
      />
      <Text
        isRequired
        label={t(source.from === 'path' ? 'desk:mappingFromPath' : 'desk:mappingName')}
        maxLength={300}
        onChange={(name) => onChange({ ...source, name })}
        value={source.name}
      />
      {source.from !== 'path' && (
        <Text
          label={t('desk:mappingInside')}
          maxLength={300}
          onChange={(text) => {
            const { inside: _, ...rest } = source
            onChange(text === '' ? rest : { ...rest, inside: text })
          }}
          value={source.inside ?? ''}
        />
      )}
      <Choice
        label={t('desk:mappingReader')}
        onChange={(reader) => onChange({ ...source, reader })}
        options={READERS.map((value) => ({ label: t(READER_WORDS[value]), value }))}
        value={source.reader}
      />
    </div>
  )
}

/** The sources of a row in their order, and ways to add one. */
export const Sources = ({ row, sources }: { row: Row; sources: readonly Source[] }) => {
  const { t } = useDesk()
  const { active, change, draft, isLocked, mayPreview, searchID, setActive } = useEditing()
  const { nameOf } = useShown()
  const set = (next: Source[]) => change(withSources(draft, row, next))
  const rowName = nameOf(row)
  const add = () => set([...sources, { from: 'path', name: '', reader: readerFor(row, 'text') }])
  const choose = () => {
    setActive(active === row ? null : row)
    if (active !== row) document.getElementById(searchID)?.focus()
  }
  return (
    <>
      {sources.length > 0 && (
        <ol className="desk-map__sources">
          {sources.map((source, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a source is known by its place only
            <li className="desk-map__source" key={index}>
              <OneSource onChange={(next) => set(replaced(sources, index, next))} source={source} />
              <Acts
                count={sources.length}
                index={index}
                name={`${rowName}, ${index + 1}`}
                onMove={(by) => set(moved(sources, index, by))}
                onRemove={() => set(without(sources, index))}
              />
            </li>
          ))}
        </ol>
      )}
      {!isLocked && sources.length < MAX_SOURCES && (
        <div className="desk-map__ways">
          {mayPreview && (
            <Button
              aria-label={`${t('desk:mappingChooseKey')}: ${rowName}`}
              buttonStyle={active === row ? 'primary' : 'secondary'}
              extraButtonProps={{ 'aria-pressed': active === row }}
              margin={false}
              onClick={choose}
              size="small"
            >
              {t('desk:mappingChooseKey')}
            </Button>
          )}
          <Button
            aria-label={`${t('desk:mappingAddSource')}: ${rowName}`}
            buttonStyle="secondary"
            margin={false}
            onClick={add}
            size="small"
          >
            {t('desk:mappingAddSource')}
          </Button>
        </div>
      )}
    </>
  )
}
