/** The part of the addon that Storybook reads for the page of the stories, where `.storybook/main.ts` names the addon. */

import { type PreparedStory, prepareStory } from './prepare-story.ts'

export const beforeEach: PreparedStory = prepareStory
