import { errors } from '../../src/core/errors.ts'
import { type Field, text } from '../../src/kit/index.ts'

/** The bucket of an endpoint: its name, `arn:aws:s3:::name` (the name is taken from it), or the ARN of an access point (as it is). */
export const bucketNameOrArn: Field<string> = {
  ...text({ describe: 'Name or ARN of the bucket, or ARN of an access point.', required: true }),
  build(raw, scope) {
    const given = (scope.text(String(raw)) ?? '').replace(/^\/\//, '')
    const name = /^arn:[^:]*:s3:::(.+)$/.exec(given)?.[1] ?? given
    if (name === '') throw errors.KF_FIELD_TYPE({ value: given, expected: 'the name of a bucket' })
    return name
  },
}
