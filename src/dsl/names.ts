/** Connectors whose names are taken by a language, an element or JavaScript. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  class: 'classEndpoint',
  jsonata: 'jsonataEndpoint',
  language: 'languageEndpoint',
  ref: 'refEndpoint',
  rest: 'restEndpoint',
}

/** Languages whose names are taken by a connector. */
const LANGUAGES: Readonly<Record<string, string>> = { bean: 'beanMethod', file: 'fileLanguage' }

/** The name of the function that makes endpoints of a scheme. */
export function endpointFunction(scheme: string): string {
  return ENDPOINTS[scheme] ?? camelCase(scheme)
}

/** The name of the function that makes expressions of a language. */
export function languageFunction(name: string): string {
  return LANGUAGES[name] ?? camelCase(name)
}

/** What stands before the path in the URIs of a scheme: `kafka:`, `http://`. */
export function uriBegin(syntax: string, scheme: string): string {
  return /^[^:]+:(\/\/)?/.exec(syntax)![0].replace(/^[^:]+/, scheme)
}

/** `aws2-s3` as `aws2S3`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-+(\w)/g, (_, letter: string) => letter.toUpperCase())
}
