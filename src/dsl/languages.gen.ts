// Generated from the declarations of the languages by `npm run generate`. Do not edit.
import { expressionOf } from './generated.ts'
import type { Bean, Duration, NodeOptions, Placeholder } from './types.ts'
import type { LanguageExpression } from './values.ts'

export interface ConstantExpressionOptions {
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface ExchangePropertyExpressionOptions {
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface FileExpressionOptions {
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface HeaderExpressionOptions {
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface JqExpressionOptions {
  /** What to work on instead of the body: header:NAME, variable:NAME, exchangeProperty:NAME (property:NAME); a bare name is a variable. */
  readonly source?: string | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface JsExpressionOptions {
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface JsonataExpressionOptions {
  /** What to work on instead of the body: header:NAME, variable:NAME, exchangeProperty:NAME (property:NAME); a bare name is a variable. */
  readonly source?: string | undefined
  /** A bean (an object, a Map, an instance of a class) whose functions and values are bound by their names. */
  readonly frameBinding?: Bean | undefined
  /** How long an evaluation may compute. Default: `10000`. */
  readonly timeout?: Duration | undefined
  /** How deep function calls may be nested, in nodes of the expression; tail calls do not count. Default: `5000`. */
  readonly depth?: number | Placeholder | undefined
  /** How many items a sequence may have. Default: `10000000`. */
  readonly sequence?: number | Placeholder | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface JsonpathExpressionOptions {
  /** Gives nothing instead of failing where the path leads nowhere. Default: `false`. */
  readonly suppressExceptions?: boolean | Placeholder | undefined
  /** Replaces `${…}` in the path before it is read. Default: `true`. */
  readonly allowSimple?: boolean | Placeholder | undefined
  /** Reads predicates in the short form. Default: `true`. */
  readonly allowEasyPredicate?: boolean | Placeholder | undefined
  /** Gives JSON text instead of values; of a list each item, of a map each value. Default: `false`. */
  readonly writeAsString?: boolean | Placeholder | undefined
  /** Gives the item of a list of one instead of the list. Default: `false`. */
  readonly unpackArray?: boolean | Placeholder | undefined
  /** Further options, separated by commas: DEFAULT_PATH_LEAF_TO_NULL, ALWAYS_RETURN_LIST, AS_PATH_LIST, SUPPRESS_EXCEPTIONS, REQUIRE_PROPERTIES. */
  readonly option?: string | undefined
  /** What to work on instead of the body: header:NAME, variable:NAME, exchangeProperty:NAME (property:NAME); a bare name is a variable. */
  readonly source?: string | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface LanguageExpressionOptions {
  /** The name of the language. */
  readonly language: string
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface MethodExpressionOptions {
  /** The method, with or without arguments. */
  readonly method?: string | undefined
  /** The type of the bean instead of its name: one that `beans:` could name, or one whose static methods `class:` knows. */
  readonly beanType?: string | undefined
  /** Whether one bean serves all messages; only Singleton is supported. Default: `Singleton`. */
  readonly scope?: 'Singleton' | 'Request' | 'Prototype' | Placeholder | undefined
  /** Whether the method is looked up when the route is built; it always is. */
  readonly validate?: string | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface RefExpressionOptions {
  /** The name of the bean. */
  readonly ref?: string | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface SimpleExpressionOptions {
  /** If the result is text with functions, it is evaluated once more. Default: `false`. */
  readonly nested?: boolean | Placeholder | undefined
  /** A result that is JSON or XML is laid out in lines. Default: `false`. */
  readonly pretty?: boolean | Placeholder | undefined
  /** Takes off white space around a result that is text. Default: `false`. */
  readonly trimResult?: boolean | Placeholder | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface TokenizeExpressionOptions {
  /** Where a part ends: parts are what stands between token and endToken. May be a simple text. */
  readonly endToken?: string | undefined
  /** With xml: the element whose namespace declarations are added to each part. May be a simple text. */
  readonly inheritNamespaceTagName?: string | undefined
  /** Whether the token is a regular expression, taken as it stands; without it, it is one too, and may be a simple text. Default: `false`. */
  readonly regex?: boolean | Placeholder | undefined
  /** Cuts out XML elements. Default: `false`. */
  readonly xml?: boolean | Placeholder | undefined
  /** With endToken: keeps both tokens in the parts. Default: `false`. */
  readonly includeTokens?: boolean | Placeholder | undefined
  /** How many parts to join into one. May be a simple text. */
  readonly group?: string | undefined
  /** What stands between joined parts. Default: the token, or nothing with xml. */
  readonly groupDelimiter?: string | undefined
  /** Leaves the first part out. Default: `false`. */
  readonly skipFirst?: boolean | Placeholder | undefined
  /** What to work on instead of the body: header:NAME, variable:NAME, exchangeProperty:NAME (property:NAME); a bare name is a variable. */
  readonly source?: string | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface VariableExpressionOptions {
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface XpathExpressionNamespaceOptions extends NodeOptions {
  /** The prefix. */
  readonly key: string
  /** The URI. */
  readonly value: string
}

export interface XpathExpressionOptions {
  /** What the result is. Default: `NODESET`. */
  readonly resultQName?: 'NUMBER' | 'STRING' | 'BOOLEAN' | 'NODESET' | 'NODE' | Placeholder | undefined
  /** Prefixes that the expression uses. */
  readonly namespace?: readonly XpathExpressionNamespaceOptions[] | { readonly [name: string]: string } | undefined
  /** What to work on instead of the body: header:NAME, variable:NAME, exchangeProperty:NAME (property:NAME); a bare name is a variable. */
  readonly source?: string | undefined
  /** The type of the document; only org.w3c.dom.Document is supported. */
  readonly documentType?: string | undefined
  /** Logs namespaces; without effect. */
  readonly logNamespaces?: boolean | Placeholder | undefined
  /** Makes results safe for several threads; they always are. */
  readonly threadSafety?: boolean | Placeholder | undefined
  /** Reads the expression when the route is built; it always is. Default: `true`. */
  readonly preCompile?: boolean | Placeholder | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

export interface XtokenizeExpressionOptions {
  /** What becomes of an element: i adds the namespace declarations of its ancestors, w wraps it in its ancestors, u is its content, t its text. Default: `i`. */
  readonly mode?: 'i' | 'w' | 'u' | 't' | Placeholder | undefined
  /** How many elements to join into one part; but for mode w within an element <group>. Default: `1`. */
  readonly group?: number | Placeholder | undefined
  /** Prefixes that the expression uses. */
  readonly namespace?: readonly XpathExpressionNamespaceOptions[] | { readonly [name: string]: string } | undefined
  /** What to work on instead of the body: header:NAME, variable:NAME, exchangeProperty:NAME (property:NAME); a bare name is a variable. */
  readonly source?: string | undefined
  /** Type that the result is converted to. */
  readonly resultType?: string | undefined
  /** Whether blanks around the text are removed. Default true. */
  readonly trim?: boolean | Placeholder | undefined
  /** The id of the expression. */
  readonly id?: string | undefined
}

/**
 * A fixed text, made when the route is built.
 * @param text The text of the expression.
 */
export function constant<R = string>(text: string, options?: ConstantExpressionOptions): LanguageExpression<R> {
  return expressionOf('constant', text, options, constant)
}

/**
 * The value of an exchange property; null where there is none.
 * @param text The text of the expression.
 */
export function exchangeProperty<R = unknown>(text: string, options?: ExchangePropertyExpressionOptions): LanguageExpression<R> {
  return expressionOf('exchangeProperty', text, options, exchangeProperty)
}

/**
 * The simple language for names of files: a backslash is part of the name, not an escape.
 * @param text The text of the expression.
 */
export function fileLanguage<R = string>(text: string, options?: FileExpressionOptions): LanguageExpression<R> {
  return expressionOf('file', text, options, fileLanguage)
}

/**
 * The value of a header; null where there is none.
 * @param text The text of the expression.
 */
export function header<R = unknown>(text: string, options?: HeaderExpressionOptions): LanguageExpression<R> {
  return expressionOf('header', text, options, header)
}

/**
 * Filters of jq over JSON.
 * @param text The text of the expression.
 */
export function jq<R = unknown>(text: string, options?: JqExpressionOptions): LanguageExpression<R> {
  return expressionOf('jq', text, options, jq)
}

/**
 * A JavaScript expression, or the body of a function.
 * @param text The text of the expression.
 */
export function js<R = unknown>(text: string, options?: JsExpressionOptions): LanguageExpression<R> {
  return expressionOf('js', text, options, js)
}

/**
 * JSONata: queries and transformations of JSON.
 * @param text The text of the expression.
 */
export function jsonata<R = unknown>(text: string, options?: JsonataExpressionOptions): LanguageExpression<R> {
  return expressionOf('jsonata', text, options, jsonata)
}

/**
 * Paths into JSON, in the dialect of Jayway.
 * @param text The text of the expression.
 */
export function jsonpath<R = unknown>(text: string, options?: JsonpathExpressionOptions): LanguageExpression<R> {
  return expressionOf('jsonpath', text, options, jsonpath)
}

/**
 * An expression of the language that an option names.
 * @param text The text of the expression.
 */
export function language<R = unknown>(text: string, options: LanguageExpressionOptions): LanguageExpression<R> {
  return expressionOf('language', text, options, language)
}

/**
 * Calls a method of a bean.
 * @param text The name of the bean.
 */
export function method<R = unknown>(text: string, options?: MethodExpressionOptions): LanguageExpression<R> {
  return expressionOf('method', text, options, method)
}

/**
 * Calls a method of a bean.
 * @param text The name of the bean.
 */
export function beanMethod<R = unknown>(text: string, options?: MethodExpressionOptions): LanguageExpression<R> {
  return expressionOf('bean', text, options, beanMethod)
}

/**
 * An expression that is a bean: a function of the exchange, or an object with an `evaluate` method.
 * @param text The text of the expression.
 */
export function ref<R = unknown>(text: string, options?: RefExpressionOptions): LanguageExpression<R> {
  return expressionOf('ref', text, options, ref)
}

/**
 * Templates and conditions of functions in `${…}`: Camel’s own expression language.
 * @param text The text of the expression.
 */
export function simple<R = unknown>(text: string, options?: SimpleExpressionOptions): LanguageExpression<R> {
  return expressionOf('simple', text, options, simple)
}

/**
 * Cuts a text at a token, between two tokens, or into XML elements; mostly for split.
 * @param text What to cut at; with xml the name of an element. May be a simple text.
 */
export function tokenize<R = string>(text: string, options?: TokenizeExpressionOptions): LanguageExpression<R> {
  return expressionOf('tokenize', text, options, tokenize)
}

/**
 * The value of a variable; nothing where there is none.
 * @param text The text of the expression.
 */
export function variable<R = unknown>(text: string, options?: VariableExpressionOptions): LanguageExpression<R> {
  return expressionOf('variable', text, options, variable)
}

/**
 * XPath 1.0 over XML.
 * @param text The text of the expression.
 */
export function xpath<R = unknown>(text: string, options?: XpathExpressionOptions): LanguageExpression<R> {
  return expressionOf('xpath', text, options, xpath)
}

/**
 * Cuts the elements out of XML that a path names; mostly for split.
 * @param text The text of the expression.
 */
export function xtokenize<R = string>(text: string, options?: XtokenizeExpressionOptions): LanguageExpression<R> {
  return expressionOf('xtokenize', text, options, xtokenize)
}
