/** What Storybook reads of an addon that is named in `.storybook/main.ts`, for the page of the stories. */

import { type PreparedStory, prepareStory } from './prepare-story.ts'

export const beforeEach: PreparedStory = prepareStory
