// @vitest-environment jsdom
import { describeEnvironment } from './view-environment.ts'

describeEnvironment('jsdom')
