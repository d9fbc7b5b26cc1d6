import { createRig } from '../../conformance/simulator-rig.ts'
import { provideImmediate } from './next-task.ts'
import { type LivePage, watchOne } from './watch-one.ts'

provideImmediate()

const live: LivePage = { watch: (recorded) => watchOne(recorded, createRig) }

Object.assign(window, { live })
