import type * as older from '@opentok/client'
import type * as newer from '@vonage/client-sdk-video'
import * as ours from 'fake-opentok'

export const inPlaceOfTheOlder: typeof older = ours
export const inPlaceOfTheNewer: typeof newer = ours

// @ts-expect-error What lacks a member is no stand-in: the two declarations above are looked at.
export const lacking: typeof older = { ...ours, initSession: undefined }
