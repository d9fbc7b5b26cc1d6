import { beforeAll } from 'vitest'
import { userEvent } from 'vitest/browser'
import { describeEnvironment } from '../contracts/view-environment.ts'

// A browser lets a page play sound once the person has touched it.
beforeAll(() => userEvent.click(document.documentElement))

describeEnvironment('Chromium')
