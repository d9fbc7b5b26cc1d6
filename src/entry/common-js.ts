/** The entrance of `require('fake-opentok')`, which gives `OT` itself, as the real package does. */
import OT from '../index.ts'

export default OT
