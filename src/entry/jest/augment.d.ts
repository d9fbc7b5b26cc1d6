// The matchers in the types of Jest: the global expect (@types/jest), and the one of @jest/globals.
import type { OpenTokMatchers } from '../../suite/matchers/matcher-types.js'

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends OpenTokMatchers<R> {}
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the parameters have to be those of the other declarations.
    interface Matchers<R, T = {}> extends OpenTokMatchers<R> {}
  }
}
