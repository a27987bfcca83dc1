import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nodeProblem } from '../../../src/server/cli/checkNode.mjs'
import { root } from '../../../src/server/cli/root.mjs'

const packageSchema = z.object({ engines: z.object({ node: z.string() }) })

describe('the version of Node', () => {
  it.each(['20.18.1', '20.20.2', '24.0.0', '24.11.3'])(
    '%s is tested: nothing is said',
    (version) => {
      expect(nodeProblem(version)).toBeUndefined()
    },
  )

  it.each(['18.20.0', '20.18.0', '20.9.4', '16.0.0'])('%s is too old to start', (version) => {
    expect(nodeProblem(version)).toMatchObject({ isTooOld: true })
  })

  it.each(['21.7.3', '22.12.0', '23.1.0', '25.0.0', '26.1.2'])(
    '%s starts, and one line says that it is not tested',
    (version) => {
      const problem = nodeProblem(version)
      expect(problem?.isTooOld).toBe(false)
      expect(problem?.line).toContain(version)
      expect(problem?.line).not.toContain('\n')
    },
  )

  it('that package.json asks for is what the start accepts without a word', () => {
    const { engines } = packageSchema.parse(
      JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
    )
    const asked = engines.node.split(' || ').map((range) => range.replace('^', ''))
    expect(asked.map(nodeProblem)).toEqual([undefined, undefined])
  })
})
