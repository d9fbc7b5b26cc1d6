import type * as Real from '@vonage/client-sdk-video'
type M = typeof import('@vonage/client-sdk-video')
export const keys: Record<keyof M, 1> = {}
export type X = Real.Publisher
declare const m: M
export const p: string = m.default
