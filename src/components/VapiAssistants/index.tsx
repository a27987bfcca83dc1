'use client'

import { TextField } from '@payloadcms/ui'
import type { JSONFieldClientProps, TextFieldClientProps } from 'payload'

/** The client's first assistant: chosen from the account's, or typed. */
export const VapiAssistantID = (props: TextFieldClientProps) => <TextField {...props} />

/** The client's number: chosen from the account's, or typed. */
export const VapiPhoneNumberID = (props: TextFieldClientProps) => <TextField {...props} />

/** Further assistants of the client. */
export const FurtherAssistants = (_: JSONFieldClientProps) => null
