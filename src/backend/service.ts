import type { Backend } from './backend.ts'
import type { ProductionBook } from './productions.ts'

/** The part of the service that the host of a world alone uses. */
type OfHost = 'fold' | 'restore' | 'readmit' | 'picture'

/** The service as everybody sees it who asks something of it, wherever it runs. */
export type Service = Omit<Pick<Backend, keyof Backend>, 'productions' | OfHost> & {
  readonly productions: ProductionBook
}
