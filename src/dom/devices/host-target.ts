/** The host's EventTarget; where there is none, what is built on it says so when it is first made. */
export const HostTarget: typeof EventTarget =
  globalThis.EventTarget ??
  class {
    constructor() {
      throw new Error(
        'This host has no EventTarget, and simulated tracks and devices are event targets. Load a polyfill of EventTarget before fake-opentok.',
      )
    }
  }
