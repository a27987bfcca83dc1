'use client'

import type { JSONFieldClientProps } from 'payload'
import { StoredText } from '../StoredText'

/** The client's own fields of a call. */
export const OwnFields = (props: JSONFieldClientProps) => <StoredText {...props} />
