// @vitest-environment happy-dom
import { describeEnvironment } from './view-environment.ts'

describeEnvironment('happy-dom')
