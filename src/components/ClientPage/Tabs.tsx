'use client'

import { Button, useDocumentInfo } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import { isClient } from './isClient'

type Props = { label: string; path: '' | `/${string}` }

/** A tab that looks and acts as Payload's own do. */
const Tab = ({ label, path }: Props) => {
  const { adminURL } = useURLs()
  const { id } = useDocumentInfo()
  const href = adminURL(`/collections/users/${id}${path}`)
  const isActive = usePathname() === href
  return (
    <Button
      aria-label={label}
      buttonStyle="tab"
      className={isActive ? 'doc-tab doc-tab--active' : 'doc-tab'}
      disabled={isActive}
      el={isActive ? 'div' : 'link'}
      margin={false}
      size="medium"
      to={isActive ? undefined : href}
    >
      <span className="doc-tab__label">{label}</span>
    </Button>
  )
}

/** The first tab: a client's overview, or the form of anybody else. */
export const MainTab = () => {
  const { t } = useDesk()
  const { data } = useDocumentInfo()
  return <Tab label={isClient(data) ? t('desk:clientPageOverview') : t('general:edit')} path="" />
}

/** The tab with a client's form. */
export const DetailsTab = () => {
  const { t } = useDesk()
  const { data } = useDocumentInfo()
  return isClient(data) ? <Tab label={t('desk:clientPageDetails')} path="/edit" /> : null
}

/** The tab with what the data of a client's agent means. */
export const FieldsTab = () => {
  const { t } = useDesk()
  const { data } = useDocumentInfo()
  const mayRead = useMayOnField('users', 'fieldMapping', 'read')
  return mayRead && isClient(data) ? (
    <Tab label={t('desk:clientPageFields')} path="/fields" />
  ) : null
}

/** The tab with how a client signs in. */
export const SignInTab = () => {
  const { t } = useDesk()
  const { data } = useDocumentInfo()
  return isClient(data) ? <Tab label={t('desk:clientPageSignIn')} path="/sign-in" /> : null
}
