/** Names, in lower case, whose values Camel takes for secrets. */
const SECRETS = `
  accesskey accesstoken accesstokensecret accountkey accountsid acltoken api-key api_key api_secret apikey apipassword apiuser apiusername 
  authenticationtoken authkey authorization authorizationtoken authtoken azureclientid azureclientsecret basicauthpassword bearertoken blobaccesskey 
  blobstoragesharedkeycredential certresourcepassword clientid clientsecret clientsecretcredential connectionstring consumerkey consumersecret 
  emailaddress functionkey hostkey httpproxypassword kerberosauthticket keypassword keystorepassword knownhosts knownhostsfile knownhostsuri 
  oauthclientid oauthclientsecret oauthtoken oauthtokenurl p12filename passphrase password personalaccesstoken privatekey privatekeyfile privatekeyname 
  privatekeypassword proxyauthpassword proxyauthusername proxypassword proxyuser proxyusername publickeyid publishkey queueownerawsaccountid realm 
  refreshtoken sascredential sasljaasconfig saslpassword sassignature secret secretkey securerandom serviceinstanceid sessiontoken sharedaccesskey 
  sourceblobaccesskey sslkeypassword sslkeystorepassword sslpassword ssltruststorepassword storageaccountconnectionstring subscribekey subscriptionid 
  systemid token tokencredential truststorepassword user userauthenticationcredentials username userpassword verificationcode webhookverifytoken 
  zookeeperpassword `

const MASK = 'xxxxx'
let patterns: { readonly pair: RegExp; readonly element: RegExp; readonly json: RegExp } | undefined

/**
 * Replaces the values of secrets (`password=…`, `<token>…</token>`, `"secret": "…"`) by `xxxxx`: in XML and JSON by their form, told by
 * the first character, in other text by `key=value`, where a value ends at a quote or comma.
 */
export function maskSecrets(text: string): string {
  patterns ??= makePatterns()
  if (text.startsWith('<')) return text.replaceAll(patterns.element, `$1${MASK}$3`).replaceAll(patterns.pair, `$1${MASK}`)
  if (text.startsWith('{') || text.startsWith('[')) return text.replaceAll(patterns.json, `"$1"$2:$3"${MASK}"`)
  return text.replaceAll(patterns.pair, `$1${MASK}`)
}

/** Names whose values nobody wants to see in the log of a build; users and addresses are of use there. */
const SHOWN_TO_NOBODY =
  /(\b[\w-]*(?:password|passphrase|secret|token|api-?key|secret-?key|private-?key)["']?\s*[:=]\s*["']?)(?!\{\{)([^"',}&\s]+)/gi

/**
 * A line of a route file with the values of secrets (`password: …`, `?password=…`) covered, letter by letter, so that columns stay what they
 * are. Placeholders (`{{…}}`) are no secrets.
 */
export function maskLine(line: string): string {
  return line.replaceAll(SHOWN_TO_NOBODY, (_, before: string, value: string) => before + 'x'.repeat(value.length))
}

function makePatterns() {
  const words = SECRETS.trim().split(/\s+/).join('|')
  return {
    pair: new RegExp(`(\\w*(?:${words})\\w*\\s*?=\\s*?['"]?)([^'",]+)`, 'gi'),
    element: new RegExp(`(<(\\w*(?:${words})\\w*)(?:\\s[^>]*)?>\\s*)[^<]*?(\\s*</\\2>)`, 'gi'),
    json: new RegExp(`"(${words})"(\\s*?):(\\s*?)"([^"]*)"`, 'gi'),
  }
}

/** Replaces the secrets of an endpoint URI: the values of options with such names, and what stands before an @ behind a user's name. */
export function maskUri(uri: string): string {
  return uri
    .replaceAll(/(:\/\/[^/?#@:]*:)[^/?#@]*@/g, `$1${MASK}@`)
    .replaceAll(/([?&])([^=&]+)=([^&]*)/g, (pair, mark: string, name: string) => {
      const masked = maskSecrets(`${name}=x`)
      return masked.endsWith(MASK) ? `${mark}${name}=${MASK}` : pair
    })
}
