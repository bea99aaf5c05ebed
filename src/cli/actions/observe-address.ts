import { errors } from '../../core/errors.ts'

/** `port`, or `host:port`, for a pod whose probes come from without. Throws `KF_CLI_USAGE`. */
export function observeAddress(given: string): { readonly port: number; readonly host?: string } {
  const [, host, port] = /^(?:(.+):)?(\d{1,5})$/.exec(given) ?? []
  if (port === undefined) throw errors.KF_CLI_USAGE({ reason: `--observe takes a port or host:port, not ${JSON.stringify(given)}` })
  return { port: Number(port), ...(host !== undefined && { host }) }
}
