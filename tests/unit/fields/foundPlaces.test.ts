import { describe, expect, it } from 'vitest'
import { countPlaces } from '../../../src/fields/preview/foundPlaces'
import type { FoundPath } from '../../../src/vapi/mapping/listPaths'

const path = (name: string, sample: string, reader: FoundPath['source']['reader'] = 'text') => ({
  sample,
  source: { from: 'path', name, reader } as const,
})

describe('the places of several reports', () => {
  it('are counted by report, the most frequent first, with three different samples', () => {
    const places = countPlaces()
    for (const sample of ['one', 'two', 'two', 'three', 'four', ' ']) {
      places.add([path('often', sample), path('often', 'again')])
    }
    places.add([path('once', 'x'.repeat(1_000))])
    const [often, once] = places.list()
    expect(often).toMatchObject({ count: 6, source: { name: 'often' } })
    expect(often?.samples).toEqual(['one', 'again', 'two'])
    expect(once?.count).toBe(1)
    expect(once?.samples[0]).toHaveLength(120)
  })

  it('are read as most reports suggest', () => {
    const places = countPlaces()
    places.add([path('price', '45 €', 'money')])
    places.add([path('price', '45', 'number')])
    places.add([path('price', '50 €', 'money')])
    expect(places.list()).toMatchObject([{ source: { reader: 'money' } }])
  })

  it('stay within bounds', () => {
    const places = countPlaces()
    for (let report = 0; report < 10; report += 1) {
      places.add(Array.from({ length: 2_000 }, (_, n) => path(`key-${report}-${n}`, 'x')))
    }
    expect(places.list()).toHaveLength(2_000)
  })
})
