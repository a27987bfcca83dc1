'use client'

import { TextField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'

/** The field for a key, which is empty when the page opens: nobody reads the stored one. */
export const KeyField = (props: TextFieldClientProps) => <TextField {...props} />
