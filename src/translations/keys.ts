import type { NestedKeysStripped } from '@payloadcms/translations'
import type { deskTranslations } from './en'

export type DeskTranslations = (typeof deskTranslations)['en']

/** A key `desk:…` without plural endings, which `t` chooses by `count`. */
export type DeskKey = NestedKeysStripped<DeskTranslations>

type Translated<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translated<Texts[Key]>
}

/** The texts of the admin in another language: the same keys as in English, no more and no fewer. */
export type AdminTexts = Translated<DeskTranslations>
