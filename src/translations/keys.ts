import type { NestedKeysStripped } from '@payloadcms/translations'
import type { deskTranslations } from './en'

export type DeskTranslations = (typeof deskTranslations)['en']

/** A key `desk:…` without plural endings, which `t` chooses by `count`. */
export type DeskKey = NestedKeysStripped<DeskTranslations>
