/** Routes in TypeScript: what a module of routes imports. */

export type { ChoiceClauses, CompleteChoice, TryClauses } from './clauses.ts'
export { moduleSource, type ProgramSource, type RouteExport, routeFile } from './document.ts'
export { RouteElement } from './element.ts'
export * from './elements.gen.ts'
export { dataFormat, endpoint, expression } from './endpoint.ts'
export * from './endpoints.gen.ts'
export * from './formats.gen.ts'
export * from './languages.gen.ts'
export { beans, dataFormats, element, from, RouteStart, route, routeConfiguration, routeTemplate } from './route.ts'
export * from './steps.gen.ts'
export type * from './types.ts'
export { DataFormatValue, Endpoint, LanguageExpression, type SinkEndpoint, type SourceEndpoint } from './values.ts'
