import { describe, expect, test } from 'vitest'
import { sdkClient } from '../../../test/worlds/sdk-client.ts'
import { stream as record } from '../../../test/worlds/service-world.ts'
import type { ChannelRecord, StreamRecord } from '../../wire/records.ts'
import { Connection } from './connection.ts'
import { Stream } from './stream.ts'

const connection = new Connection({ id: 'c1', data: 'x', created: 5 })

const streamOf = (change: Partial<StreamRecord> = {}): Stream =>
  new Stream(sdkClient().client, record('s1', change), connection)

const only = (type: ChannelRecord['type']): Partial<StreamRecord> => ({
  channels: record('s1').channels.filter((channel) => channel.type === type),
})

describe('a stream', () => {
  test('shows what its record says', () => {
    const stream = streamOf({ name: 'Ada', initials: 'A', created: 7000 })
    expect(stream).toMatchObject({
      id: 's1',
      streamId: 's1',
      name: 'Ada',
      initials: 'A',
      creationTime: 7000,
      hasAudio: true,
      hasVideo: true,
      hasCaptions: false,
      frameRate: 30,
      videoDimensions: { width: 640, height: 480 },
      videoType: 'camera',
    })
    expect(stream.connection).toBe(connection)
  })

  test('without sound or without a picture says so', () => {
    expect(streamOf(only('video'))).toMatchObject({ hasAudio: false, hasVideo: true })
    const silent = streamOf(only('audio'))
    expect(silent).toMatchObject({ hasVideo: false, frameRate: 0, videoDimensions: { width: 0, height: 0 } })
    expect(silent.videoType).toBeUndefined()
  })

  test('says which properties a change of a track changes, with what they were', () => {
    const stream = streamOf()
    expect(stream._change('video1', { active: false, width: 320 })).toEqual([
      { changedProperty: 'hasVideo', oldValue: true, newValue: false },
      {
        changedProperty: 'videoDimensions',
        oldValue: { width: 640, height: 480 },
        newValue: { width: 320, height: 480 },
      },
    ])
    expect([stream.hasVideo, stream.videoDimensions.width, stream.hasAudio]).toEqual([false, 320, true])
  })

  test('adds changes up, and says nothing of one that changes nothing', () => {
    const stream = streamOf()
    stream._change('audio1', { active: false })
    expect(stream._change('audio1', { captions: true }).map((change) => change.changedProperty)).toEqual([
      'hasCaptions',
    ])
    expect([stream.hasAudio, stream.hasCaptions]).toEqual([false, true])
    expect(stream._change('audio1', { captions: true })).toEqual([])
    expect(stream._change('video9', { active: false })).toEqual([])
    expect(stream._record.channels).toMatchObject([{ active: false, captions: true }, { active: true }])
  })
})
