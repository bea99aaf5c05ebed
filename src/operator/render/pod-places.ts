export const HTTP_PORT = 8080
export const OBSERVE_PORT = 9876
/** Where the pods find the routes of their Integration. */
export const ROUTES_FOLDER = '/etc/kafila/routes'
/** Where an image has routes of its own. */
export const IMAGE_ROUTES_FOLDER = '/app/routes'
/** Where placeholders such as `{{secret:NAME/KEY}}` find their values, as with Camel K. */
export const SECRETS_FOLDER = '/etc/camel/conf.d/_secrets'
export const CONFIG_MAPS_FOLDER = '/etc/camel/conf.d/_configmaps'
