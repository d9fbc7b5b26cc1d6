// The matchers in the types of Vitest. Vitest 3 and 4 read the global jest.Matchers; Vitest 5 reads its own Matchers, whose
// parameters differ from those of 3 and 4, so that a project on 3 or 4 without skipLibCheck takes augment-jest.d.ts instead.
import type { OpenTokMatchers } from '../../suite/matchers/matcher-types.js'

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends OpenTokMatchers<R> {}
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the parameters have to be those of the other declarations.
    interface Matchers<R, T = {}> extends OpenTokMatchers<R> {}
  }
}
