/**
 * For Storybook: named among the addons of `.storybook/main.ts` as `fake-opentok/storybook`, it puts fake-opentok in the real
 * SDK's place, resets the world before each story, and hands the story its simulator.
 */

import { demandArguments } from '../vocabulary/check.ts'
import { type PreparedStory, prepareStory } from './storybook/prepare-story.ts'

export type { WithSimulator } from './storybook/prepare-story.ts'

/** The annotations of the addon. */
export interface OpenTokAnnotations {
  readonly beforeEach: PreparedStory
}

/**
 * The addon as an argument of `definePreview({ addons: [...] })`. The name of the addon stands in `.storybook/main.ts` all the
 * same: the alias is made there. It takes no options.
 *
 * @example
 * export default definePreview({ addons: [addonOpenTok()] })
 */
export function addonOpenTok(...none: readonly []): OpenTokAnnotations {
  demandArguments('addonOpenTok', [], none)
  return { beforeEach: prepareStory }
}

export default addonOpenTok
