import direct from '../../connectors/direct/index.ts'
import mock from '../../connectors/mock/index.ts'
import type { AnyConnector } from '../kit/catalog.ts'

/** All connectors, sorted by name. */
export const connectors: readonly AnyConnector[] = [direct, mock]
