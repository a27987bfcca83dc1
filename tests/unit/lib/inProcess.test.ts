import { describe, expect, it, vi } from 'vitest'

/** The module as Next's bundle has it: a copy of its own. */
const copyOf = async <Module>(load: () => Promise<Module>): Promise<Module> => {
  vi.resetModules()
  return await load()
}

describe('copies of a module in one process', () => {
  it('share maps by their name', async () => {
    const load = () => import('../../../src/lib/inProcess')
    const [one, other] = [await copyOf(load), await copyOf(load)]
    expect(one.sharedMap).not.toBe(other.sharedMap)
    one.sharedMap<string, number>('test of copies').set('a', 1)
    expect(other.sharedMap<string, number>('test of copies').get('a')).toBe(1)
    const key = {}
    one.sharedWeakMap<object, number>('weak test of copies').set(key, 2)
    expect(other.sharedWeakMap<object, number>('weak test of copies').get(key)).toBe(2)
    expect(other.sharedMap('another test of copies').size).toBe(0)
  })

  it('know the hooks that others marked', async () => {
    const load = () => import('../../../src/reading/writeOnly')
    const [one, other] = [await copyOf(load), await copyOf(load)]
    const hook = one.writeOnly(() => undefined)
    expect(other.isWriteOnly(hook)).toBe(true)
    expect(other.isWriteOnly(() => undefined)).toBe(false)
  })

  it('limit the bytes of a page that others hold', async () => {
    // Payload itself is not needed, and takes long to load twice.
    vi.doMock('../../../src/payload/operations', () => ({
      isolateObjectProperty: (req: object) => ({ ...req }),
    }))
    const load = () => import('../../../src/database/lists/pageBytes')
    const [one, other] = [await copyOf(load), await copyOf(load)]
    expect(one.PageBytes).not.toBe(other.PageBytes)
    const req = Object.assign(Object.create(null), { context: {} })
    const bytes = new one.PageBytes(req, { endsEarly: true })
    const held = one.holdToBytes(req, 'call-summaries', bytes)
    expect(other.isHeld(held)).toBe(true)
    const taken = other.takeHold({ collection: 'call-summaries', req: held })
    expect(taken).toBe(bytes)
    expect(other.bytesOf(other.withBytes({}, bytes))).toBe(bytes)
    expect(other.isHeld(held)).toBe(false)
  })
})
