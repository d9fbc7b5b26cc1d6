const byName: Readonly<Record<string, string>> = {
  OT_USER_MEDIA_ACCESS_DENIED: 'Let this page use your camera, then join again.',
  OT_HARDWARE_UNAVAILABLE: 'Another program uses your camera.',
  OT_NO_DEVICES_FOUND: 'No camera was found.',
}
const byCode: Readonly<Record<string, string>> = {
  1004: 'Your invitation is not valid any more.',
  1005: 'This room does not exist.',
  1006: 'The call cannot be reached. Check your network.',
  1500: 'You may watch, and not be seen.',
}

/** What the page says of an error. */
export const wordsFor = ({ name = '', code = '' }: { name?: string; code?: number | string }): string =>
  byName[name] ?? byCode[code] ?? `The call has a problem (${name || code}).`

/** What the page says of an ending, by its reason. */
export const endings: Readonly<Record<string, string>> = {
  networkDisconnected: 'You were disconnected.',
  forceDisconnected: 'A moderator ended your call.',
}
