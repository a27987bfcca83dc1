import { describe, expect, it } from 'vitest'
import { audioTypeOf } from '../../../src/recordings/keep/audioType'
import { risingTone } from '../../helpers/audio'

const text = (start: string) => Buffer.from(start.padEnd(16, ' '), 'latin1')

describe('the type of a recording', () => {
  it.each([
    ['wav', risingTone(0.01), 'audio/wav'],
    ['mp3 with tags', text('ID3\u0004'), 'audio/mpeg'],
    ['mp3', Buffer.from([0xff, 0xfb, 0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'audio/mpeg'],
    ['aac', Buffer.from([0xff, 0xf1, 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'audio/aac'],
    ['ogg', text('OggS'), 'audio/ogg'],
    ['flac', text('fLaC'), 'audio/flac'],
    ['m4a', text('\0\0\0 ftypM4A '), 'audio/mp4'],
  ])('is read from its first bytes: %s', (_, head, type) => {
    expect(audioTypeOf(head, 'audio/x-whatever; charset=binary')).toBe(type)
    expect(audioTypeOf(head, 'application/octet-stream')).toBe(type)
    expect(audioTypeOf(head, null)).toBe(type)
  })

  it.each([
    ['a page', text('<!doctype html>')],
    ['a picture with a script', text('<svg onload="x">')],
    ['a film', text('\0\0\0 ftypqt  ')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0])],
    ['a wave file of something else', text('RIFF    AVI ')],
    ['nothing', Buffer.alloc(0)],
  ])('is none for %s, whatever it is called', (_, head) => {
    expect(audioTypeOf(head, 'audio/wav')).toBe(null)
  })

  it('is none for what is called something else', () => {
    expect(audioTypeOf(risingTone(0.01), 'text/html')).toBe(null)
    expect(audioTypeOf(risingTone(0.01), 'video/mp4')).toBe(null)
  })
})
