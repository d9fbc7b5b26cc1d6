import { simulator } from './simulator.ts'

const { OT } = simulator

export default OT
