import type { FieldType, Line, Reader, Source } from '../../vapi/mapping/mapping'
import type { Draft, Row } from './draft'

/** Whether two sources name the same place, however it is read. */
export const isSamePlace = (one: Source, other: Source): boolean =>
  one.from === other.from && one.name === other.name && (one.inside ?? '') === (other.inside ?? '')

/** The type of an own field that is made from a place. */
export const typeOf = (reader: Reader): FieldType =>
  reader === 'phone' || reader === 'list' ? 'text' : reader

/** How a place is read for a field: what it says in general may be wrong for this one. */
export const readerFor = (row: Row, reader: Reader): Reader => {
  if (row === 'price') return 'money'
  if (row === 'customerPhone') return 'phone'
  if (row.startsWith('fields.')) return reader
  return reader === 'list' ? 'list' : 'text'
}

const NO_LINE: Line = { otherwise: 'built_in', sources: [] }

const isOwn = (row: Row): row is `fields.${string}` => row.startsWith('fields.')

/** The sources of a row; undefined if the draft has no such row. */
export const sourcesOf = (draft: Draft, row: Row): Source[] | undefined =>
  isOwn(row)
    ? draft.fields.find(({ key }) => `fields.${key}` === row)?.sources
    : draft.lines[row]?.sources

/** The draft with other sources of a row. */
export const withSources = (draft: Draft, row: Row, sources: Source[]): Draft =>
  isOwn(row)
    ? {
        ...draft,
        fields: draft.fields.map((field) =>
          `fields.${field.key}` === row ? { ...field, sources } : field,
        ),
      }
    : {
        ...draft,
        lines: { ...draft.lines, [row]: { ...NO_LINE, ...draft.lines[row], sources } },
      }

/** The draft with a place as the last source of a row. Unchanged if it is one already. */
export const withSource = (draft: Draft, row: Row, source: Source): Draft => {
  const sources = sourcesOf(draft, row) ?? []
  if (sources.some((each) => isSamePlace(each, source))) return draft
  const read: Source = { ...source, reader: readerFor(row, source.reader) }
  return withSources(draft, row, [...sources.filter(({ name }) => name.trim() !== ''), read])
}

/** Paths to what the call's analysis or an agency wrote. */
const WRITTEN = /(?:^|\.)(?:analysis|structuredData(?:Multi)?|metadata)\b/

/** Whether a place is what the agent or its agency wrote. Anything else is a technical fact of the call. */
export const isOfAgent = ({ from, name }: Pick<Source, 'from' | 'name'>): boolean =>
  from !== 'path' || WRITTEN.test(name)

/** A place as staff read it, such as `Booking › status`. */
export const placeText = ({ inside, name }: Pick<Source, 'inside' | 'name'>): string =>
  inside ? `${name} › ${inside}` : name
