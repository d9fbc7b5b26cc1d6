/** The roles that a token can carry, as the token formats spell them. */
export const roles = ['subscriber', 'publisher', 'publisheronly', 'moderator'] as const

export type Role = (typeof roles)[number]

/** The permissions of a connection, as the service lists them (recorded: area `capabilities`). */
export type Permission = 'publish' | 'subscribe' | 'forceunpublish' | 'forcedisconnect' | 'forcemute'

/** Role to permission list: an assumption about the service (recorded: `given.server.role` of each case); `publisheronly` is documented. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  subscriber: ['subscribe'],
  publisher: ['publish', 'subscribe'],
  publisheronly: ['publish'],
  moderator: ['publish', 'subscribe', 'forceunpublish', 'forcedisconnect', 'forcemute'],
}

/** The requests that a role may not make, besides those that its permissions close; which code the service answers with is assumed (`notes:token-guide`). */
export const closedTo: Readonly<Record<Role, readonly string[]>> = {
  subscriber: [],
  publisher: [],
  publisheronly: ['signal.signal', 'subscriber.create'],
  moderator: [],
}

/**
 * The numbers of `session.capabilities`: 1 where permitted, 0 where not, all 0 before connecting (recorded: area `capabilities`).
 */
export interface CapabilityFlags {
  publish: 0 | 1
  subscribe: 0 | 1
  forceUnpublish: 0 | 1
  forceDisconnect: 0 | 1
  forceMute: 0 | 1
}

/** Permission as the service spells it, for each capability as the SDK spells it. */
export const capabilityPermissions: Readonly<Record<keyof CapabilityFlags, Permission>> = {
  publish: 'publish',
  subscribe: 'subscribe',
  forceUnpublish: 'forceunpublish',
  forceDisconnect: 'forcedisconnect',
  forceMute: 'forcemute',
}
