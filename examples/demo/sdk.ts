/** The real SDK's own shape: what the page hands to the meeting. */
export type OT = typeof import('fake-opentok').default
