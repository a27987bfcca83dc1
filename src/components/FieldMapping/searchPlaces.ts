import type { Preview } from './previewSchema'
import { isOfAgent, placeText } from './sources'

export type Place = Preview['paths'][number]

/** How many places are shown until more are asked for. */
export const SHOWN_PLACES = 20

const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/**
 * The places whose name or samples have all words of a search, however they are spelled. Without a search, those that
 * look like something come first, and technical facts of the call last.
 */
export const searchPlaces = (places: readonly Place[], search: string): Place[] => {
  const words = fold(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) {
    const others = places.filter(({ suggests }) => suggests === null)
    return [
      ...places.filter(({ suggests }) => suggests !== null),
      ...others.filter(({ source }) => isOfAgent(source)),
      ...others.filter(({ source }) => !isOfAgent(source)),
    ]
  }
  return places.filter(({ samples, source }) => {
    const text = fold([placeText(source), ...samples].join(' '))
    return words.every((word) => text.includes(word))
  })
}
