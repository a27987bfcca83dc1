import { expect, it } from 'vitest'
import { naturalOrder } from '../../../src/lib/naturalOrder'

it.each([
  [
    ['Salon 10', 'Salon 2', 'salon 1'],
    ['salon 1', 'Salon 2', 'Salon 10'],
  ],
  [
    ['Über', 'Uno', 'Ada'],
    ['Ada', 'Über', 'Uno'],
  ],
  [
    ['+4930123100', '+493012399'],
    ['+493012399', '+4930123100'],
  ],
  [
    ['', 'a'],
    ['', 'a'],
  ],
])('orders %j as people do', (texts, ordered) => {
  expect(texts.toSorted(naturalOrder)).toEqual(ordered)
})
