'use client'

import {
  CheckboxField,
  Form,
  FormSubmit,
  Gutter,
  SetStepNav,
  TextField,
  useFormFields,
  useRouteTransition,
} from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import { type ListedOption, ListedText } from '../ListedText'
import { FocusFirst } from '../shared/FocusFirst'
import { RequiredEmail } from '../shared/RequiredEmail'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { useBlankUser } from './useBlankUser'
import './index.css'

type Props = { mayAddStaff: boolean; zones: readonly ListedOption[] }

const createdSchema = z.object({ doc: z.object({ id: z.string() }) })

const Fields = ({ mayAddStaff, zones }: Props) => {
  const { t } = useDesk()
  const isForStaff = useFormFields(([fields]) => fields.isStaff?.value === true)
  return (
    <div className="desk-create__fields">
      <FocusFirst />
      <h1>{t(isForStaff ? 'desk:createStaffTitle' : 'desk:createTitle')}</h1>
      {!isForStaff && (
        <TextField
          field={{ label: t('desk:createBusiness'), name: 'businessName' }}
          path="businessName"
        />
      )}
      <TextField
        field={{ admin: { autoComplete: 'off' }, label: t('desk:createName'), name: 'name' }}
        path="name"
      />
      <RequiredEmail autoComplete="off" />
      <ListedText
        field={{
          admin: { description: t('desk:createZoneHint') },
          label: t('desk:createZone'),
          name: 'timezone',
        }}
        options={zones}
        path="timezone"
      />
      {mayAddStaff && (
        <CheckboxField field={{ label: t('desk:createStaff'), name: 'isStaff' }} path="isStaff" />
      )}
      <p className="desk-create__hint">
        {t(isForStaff ? 'desk:createStaffHint' : 'desk:createHint')}
      </p>
      <FormSubmit size="large">
        {t(isForStaff ? 'desk:createStaffButton' : 'desk:createButton')}
      </FormSubmit>
    </div>
  )
}

/** Asks for what a new account needs. It has no password: the owner sets one by a link in a mail. */
export const NewUser = (props: Props) => {
  const { t } = useDesk()
  const { adminURL, apiURL } = useURLs()
  const { startRouteTransition } = useRouteTransition()
  const router = useRouter()
  const initialState = useBlankUser(props.zones)
  const openPage = (answer: unknown) => {
    const { doc } = createdSchema.parse(answer)
    startRouteTransition(() => router.push(adminURL(`/collections/users/${doc.id}`)))
  }
  return (
    <Gutter className="desk-create">
      <SetStepNav
        nav={[
          { label: t('desk:createUsers'), url: adminURL('/collections/users') },
          { label: t('desk:createTitle') },
        ]}
      />
      <Form
        action={apiURL('/users?depth=0')}
        initialState={initialState}
        method="POST"
        onSuccess={openPage}
      >
        <Fields {...props} />
      </Form>
    </Gutter>
  )
}
