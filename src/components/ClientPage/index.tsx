import type { DocumentViewServerProps } from 'payload'
import { PageOrForm } from '../shared/PageOrForm'
import { viewProps } from '../shared/viewProps'
import { DetailsForm, FieldsForm, SignInForm, WholeForm } from './Form'
import { isClient } from './isClient'
import { Overview } from './Overview'
import { readOverview } from './readOverview'
import { shownOf } from './shownClient'

/** The page that a client opens with. Staff, new users and drawers have the form. */
export const ClientPage = async (props: DocumentViewServerProps) => {
  const { doc, initPageResult } = props
  const form = viewProps(props)
  if (!isClient(doc)) return <WholeForm {...form} />
  const overview = await readOverview(initPageResult.req, doc)
  return <PageOrForm {...form} page={<Overview client={shownOf(doc)} overview={overview} />} />
}

/** The form of a client, the second tab of its page. */
export const ClientDetails = (props: DocumentViewServerProps) => {
  const form = viewProps(props)
  return isClient(props.doc) ? <DetailsForm {...form} /> : <WholeForm {...form} />
}

/** What the data of a client's agent means, the third tab of its page. */
export const ClientFields = (props: DocumentViewServerProps) => {
  const form = viewProps(props)
  return isClient(props.doc) ? <FieldsForm {...form} /> : <WholeForm {...form} />
}

/** How a client signs in, the fourth tab of its page. */
export const ClientSignIn = (props: DocumentViewServerProps) => {
  const form = viewProps(props)
  return isClient(props.doc) ? <SignInForm {...form} /> : <WholeForm {...form} />
}
