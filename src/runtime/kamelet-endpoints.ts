import type { EndpointRegistry } from '../compile/environment.ts'

const INSIDE = /^kamelet:(\/\/)?(source|sink)$/

/** Endpoints as the route of a Kamelet sees them: `kamelet:source` and `kamelet:sink` are those of this route. */
export function insideKamelet(endpoints: EndpointRegistry, routeId: string): EndpointRegistry {
  const own = (uri: string) => {
    const name = INSIDE.exec(uri.trim())?.[2]
    return name === undefined ? uri : `kamelet://${name}?routeId=${routeId}`
  }
  return {
    resolve: (uri, parameters, use, how) => endpoints.resolve(own(uri), parameters, use, how),
    resolveDynamic: (uri, cache) => endpoints.resolveDynamic(own(uri), cache),
    template: (uri, parameters) => endpoints.template(own(uri), parameters),
  }
}
