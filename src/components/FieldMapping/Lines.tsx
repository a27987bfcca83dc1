'use client'

import { Button } from '@payloadcms/ui'
import { type Line, type Source, TARGETS, type Target } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import { headingID, useEditing } from './editing'
import { Choice } from './Inputs'
import { Result } from './Result'
import { Sources } from './Sources'
import { placeText } from './sources'
import type { Previewed } from './usePreview'
import { TARGET_WORDS } from './words'

const OTHERWISE = [
  { key: 'desk:mappingBuiltIn', value: 'built_in' },
  { key: 'desk:mappingNothing', value: 'nothing' },
] as const

/** The desk's line, which applies while the client has none. */
const OfDesk = ({ line }: { line: Line }) => {
  const { t } = useDesk()
  const names = line.sources.map((source: Source) => placeText(source))
  return (
    <p className="desk-map__quiet">
      {t('desk:mappingFromDesk')} <bdi>{names.join(' · ') || t('desk:mappingNothing')}</bdi>
    </p>
  )
}

const OneLine = ({ target }: { target: Target }) => {
  const { t } = useDesk()
  const editing = useEditing()
  const { change, desk, draft, isLocked } = editing
  const line = draft.lines[target]
  const deskLine = desk?.lines[target]
  const name = t(TARGET_WORDS[target])
  const remove = () => {
    const { [target]: _, ...lines } = draft.lines
    change({ ...draft, lines })
  }
  const setLine = (next: Line) => change({ ...draft, lines: { ...draft.lines, [target]: next } })
  const leave = t(deskLine ? 'desk:mappingUseDesk' : 'desk:mappingReset')
  const isOfDesk = line === undefined && deskLine !== undefined
  return (
    <li className="desk-map__row">
      <div className="desk-map__head">
        <h3 id={headingID(editing, target)} tabIndex={-1}>
          {name}
        </h3>
        {line && !isLocked && (
          <Button
            aria-label={`${leave}: ${name}`}
            buttonStyle="secondary"
            margin={false}
            onClick={remove}
            size="small"
          >
            {leave}
          </Button>
        )}
      </div>
      <div className="desk-map__line">
        {isOfDesk && <OfDesk line={deskLine} />}
        {!line && !deskLine && <p className="desk-map__quiet">{t('desk:mappingFound')}</p>}
        {isOfDesk ? (
          !isLocked && (
            <div className="desk-map__ways">
              <Button
                aria-label={`${t('desk:mappingUseOwn')}: ${name}`}
                buttonStyle="secondary"
                margin={false}
                onClick={() => setLine(deskLine)}
                size="small"
              >
                {t('desk:mappingUseOwn')}
              </Button>
            </div>
          )
        ) : (
          <Sources row={target} sources={line?.sources ?? []} />
        )}
        {line && (
          <Choice
            label={t('desk:mappingOtherwise')}
            onChange={(otherwise) => setLine({ ...line, otherwise })}
            options={OTHERWISE.map(({ key, value }) => ({ label: t(key), value }))}
            value={line.otherwise}
          />
        )}
      </div>
      <Result row={target} />
    </li>
  )
}

type Props = {
  /** Whether recent calls are being read, or could not be; null: they are not shown. */
  previewed: null | Pick<Previewed, 'isLoading' | 'problem'>
}

/** From where each field of a call is read. */
export const Lines = ({ previewed }: Props) => {
  const { t } = useDesk()
  return (
    <section aria-label={t('desk:mappingLines')} className="desk-map__part">
      <div className="desk-map__head">
        <h2>{t('desk:mappingLines')}</h2>
        {previewed && (
          <p aria-live="polite" className="desk-map__quiet">
            {previewed.problem !== null ? (
              <span className="desk-map__problem">{previewed.problem}</span>
            ) : (
              previewed.isLoading && t('desk:mappingLoading')
            )}
          </p>
        )}
      </div>
      <p className="desk-map__hint">{t('desk:mappingLinesHint')}</p>
      <ul className="desk-map__rows">
        {TARGETS.map((target) => (
          <OneLine key={target} target={target} />
        ))}
      </ul>
    </section>
  )
}
