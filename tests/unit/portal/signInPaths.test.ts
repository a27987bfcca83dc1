import { describe, expect, it } from 'vitest'
import {
  afterSignIn,
  codePath,
  linkPath,
  signInPage,
  stayPath,
} from '../../../src/portal/signIn/paths'

const admin = '/admin'

describe('the way after a sign-in', () => {
  it.each([
    [false, null, '/calls'],
    [false, '/to-do', '/to-do'],
    [false, '/admin', '/calls'],
    [false, '/admin/collections/users', '/calls'],
    [false, '/admin?x', '/calls'],
    [false, '/administration', '/administration'],
    [true, null, '/admin'],
    [true, '/to-do', '/admin'],
    [true, '/admin/collections/users', '/admin/collections/users'],
  ])('of staff (%s) who asked for %s is %s', (isStaff, next, to) => {
    expect(afterSignIn({ admin, isStaff, next })).toBe(to)
  })

  it('is kept in the addresses until then', () => {
    expect(signInPage('/calls?a=1&b=2')).toBe('/sign-in?next=%2Fcalls%3Fa%3D1%26b%3D2')
    expect(codePath('/to-do')).toBe('/sign-in/code?next=%2Fto-do')
    expect([signInPage(null), codePath('/calls')]).toEqual(['/sign-in', '/sign-in/code'])
    expect(stayPath('/calls?a=1')).toBe('/api/v1/portal/stay?next=%2Fcalls%3Fa%3D1')
  })

  it('leads back to a link only if there can be one', () => {
    const token = 'ab'.repeat(32)
    expect(linkPath(token)).toBe(`/sign-in/${token}`)
    expect([linkPath('..'), linkPath(undefined)]).toEqual(['/sign-in', '/sign-in'])
  })
})
