'use client'

import type { JSONFieldClientProps } from 'payload'
import { StoredText } from '../StoredText'

/** The desk's mapping. */
export const DeskFieldMapping = (props: JSONFieldClientProps) => <StoredText {...props} />

/** A client's mapping. */
export const ClientFieldMapping = (props: JSONFieldClientProps) => <StoredText {...props} />
