import { describe, expect, it } from 'vitest'
import { isDisguised } from '../../../src/server/http/apiRoutes'
import { withPlainPath } from '../../../src/server/http/paths'

const config = {
  routes: { admin: '/admin', api: '/api', graphQL: '/graphql', graphQLPlayground: '/playground' },
}

describe('a path that is one of the API when it is decoded', () => {
  it.each([
    '/%61pi/graphql',
    '//api/graphql',
    '/x/../api/graphql',
    '/x/%2e%2e/api/graphql',
    '/./api/users',
    '/\\api/users',
    '/%5capi/users',
    '/admin/../api',
  ])('is told: %s', (path) => {
    expect(isDisguised({ config, path })).toBe(true)
  })

  it.each([
    '/api/graphql',
    '/api',
    '/api/%75sers',
    '/admin',
    '/admin/api',
    '/apis',
    '/%',
    '/api/og',
  ])('is no other: %s', (path) => {
    expect(isDisguised({ config, path })).toBe(false)
  })
})

describe('a target', () => {
  it.each([
    ['/api/graphql/', '/api/graphql'],
    ['/api/graphql//?a=b/', '/api/graphql?a=b/'],
    ['/api/users?x=/', '/api/users?x=/'],
    ['/api/users', '/api/users'],
  ])('has no slash at the end of its path: %s', (target, plain) => {
    expect(withPlainPath(target)).toBe(plain)
  })
})
