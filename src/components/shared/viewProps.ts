import type { DocumentViewClientProps } from 'payload'

/** What Payload hands on to a view of a document, without what only the server may know. */
export const viewProps = ({
  BeforeDocumentControls,
  Description,
  documentSubViewType,
  EditMenuItems,
  formState,
  SaveButton,
  viewType,
}: DocumentViewClientProps): DocumentViewClientProps => ({
  BeforeDocumentControls,
  Description,
  documentSubViewType,
  EditMenuItems,
  formState,
  SaveButton,
  viewType,
})
