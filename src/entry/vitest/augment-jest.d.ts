// The matchers in the types of Vitest 3 and 4, for projects without skipLibCheck: see augment.d.ts.
import type { OpenTokMatchers } from '../../suite/matchers/matcher-types.js'

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the parameters have to be those of the other declarations.
    interface Matchers<R, T = {}> extends OpenTokMatchers<R> {}
  }
}
