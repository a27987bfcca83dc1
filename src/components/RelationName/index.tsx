import { FieldLabel } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps, RelationshipFieldServerProps } from 'payload'
import { CellLink } from '../shared/CellLink'
import { fieldStyle } from '../shared/fieldStyle'
import { NameLink } from './NameLink'
import { type NamedCollection, nameRelated } from './names'
import './index.css'

const collectionOf = (relationTo: unknown): NamedCollection | null =>
  relationTo === 'users' || relationTo === 'call-summaries' ? relationTo : null

/**
 * A list cell with the name of a related document, rendered on the server. Payload's own cell fetches the name
 * only when it is scrolled into view, and shows ids to users who may not read the related document.
 */
export const RelationNameCell = async ({
  cellData,
  collectionSlug,
  field,
  link,
  linkURL,
  payload,
  rowData,
}: DefaultServerCellComponentProps) => {
  const collection = 'relationTo' in field ? collectionOf(field.relationTo) : null
  const content =
    collection && typeof cellData === 'string' ? (
      <NameLink
        collection={collection}
        id={cellData}
        isPlain={link === true}
        named={await nameRelated(collection, cellData, { payload })}
      />
    ) : (
      '—'
    )
  if (!link) return content
  return (
    <CellLink
      cellData={cellData}
      collectionSlug={collectionSlug}
      link={link}
      {...(linkURL === undefined ? {} : { linkURL })}
      rowData={{ id: rowData.id }}
    >
      {content}
    </CellLink>
  )
}

/** The same as a field of a document, read-only. */
export const RelationNameField = async ({
  clientField,
  data,
  field,
  payload,
  req,
}: RelationshipFieldServerProps) => {
  const collection = collectionOf(field.relationTo)
  const id: unknown = data?.[field.name]
  const label = 'label' in clientField ? clientField.label : undefined
  return (
    <div className="field-type desk-relation" style={fieldStyle(clientField)}>
      <FieldLabel as="span" label={label} />
      <div className="desk-relation__name">
        {collection && typeof id === 'string' ? (
          <NameLink
            collection={collection}
            id={id}
            named={await nameRelated(collection, id, { payload, req })}
          />
        ) : (
          '—'
        )}
      </div>
    </div>
  )
}
