import type { Widget } from '../../ports/view.ts'

const nothing = (): void => {}

/**
 * The widget of a publisher whose place in the page did not come about: it is nowhere, and nothing can be done to it (recorded:
 * `live/programs/fitMode-of-two-words`).
 */
export const absentWidget = (id: string): Widget => ({
  id,
  element: undefined,
  videoElement: undefined,
  media: {
    isPlaying: false,
    refusesSound: false,
    fail: nothing,
    end: nothing,
    pause: nothing,
    refusePlayback: nothing,
    allowPlayback: nothing,
    block: nothing,
  },
  show: nothing,
  hide: nothing,
  unblock: nothing,
  setVolume: nothing,
  update: nothing,
  setStyle: nothing,
  onMuteToggle: nothing,
  onPress: nothing,
  capture: () => null,
  videoSize: () => undefined,
  remove: nothing,
})
