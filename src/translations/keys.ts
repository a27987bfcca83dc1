import type { NestedKeysStripped } from '@payloadcms/translations'
import type { deskTranslations } from './en'

export type DeskTranslations = (typeof deskTranslations)['en']

/** `desk:…`, plural endings taken off: `t` chooses among them by `count`. */
export type DeskKey = NestedKeysStripped<DeskTranslations>
