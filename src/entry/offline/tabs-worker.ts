/** The worker in which the tabs of an origin share a world, where the application has `fake-opentok/offline`. */

import { version } from '../../author/this-package.ts'
import { hostTabs } from '../../world/page-world.ts'

hostTabs(version)
