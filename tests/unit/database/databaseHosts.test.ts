import { describe, expect, it } from 'vitest'
import { databaseHosts } from '../../../src/database/connection/databaseHosts'

describe('the servers of a connection string', () => {
  it('is the one that it names', () => {
    expect(
      databaseHosts('postgres://desk:pass%40word@db.example:6432/desk?sslmode=require'),
    ).toEqual([
      {
        host: 'db.example',
        port: 6432,
        url: 'postgres://desk:pass%40word@db.example:6432/desk?sslmode=require',
      },
    ])
  })

  it('are all that it names, each with its own port', () => {
    const url =
      'postgresql://desk:word@one,two:6432,[2001:db8::1]:7000/desk?target_session_attrs=read-write&sslmode=require'
    expect(databaseHosts(url)).toEqual([
      { host: 'one', port: 5432, url: 'postgresql://desk:word@one/desk?sslmode=require' },
      { host: 'two', port: 6432, url: 'postgresql://desk:word@two:6432/desk?sslmode=require' },
      {
        host: '2001:db8::1',
        port: 7000,
        url: 'postgresql://desk:word@[2001:db8::1]:7000/desk?sslmode=require',
      },
    ])
  })

  it('keeps a password with a comma', () => {
    expect(databaseHosts('postgres://desk:a,b@one/desk').map(({ url }) => url)).toEqual([
      'postgres://desk:a,b@one/desk',
    ])
  })

  it('are none where there is no connection string', () => {
    expect(databaseHosts('')).toEqual([])
    expect(databaseHosts('https://desk.example')).toEqual([])
  })
})
