import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/operator/client/kube-object.ts'
import { workloadState } from '../../src/operator/status/workload-state.ts'

const run = (name: string, failed: boolean): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, uid: `uid of ${name}`, creationTimestamp: '2026-01-01T00:00:00Z' },
  status: {
    conditions: failed
      ? [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' }]
      : [{ type: 'Complete', status: 'True' }],
  },
})

const podOf = (job: string, exitCode: number): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `${job}-pod`,
    ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: job, uid: `uid of ${job}` }],
  },
  status: {
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    containerStatuses: [{ name: 'integration', state: { terminated: { reason: 'Error', exitCode, message: '1 message failed\n' } } }],
  },
})

test('a Job that failed tells what its pod said, not only that it may not try again', () => {
  expect(workloadState(run('fails', true), [podOf('fails', 1)], [])).toMatchObject({
    progress: 'failed',
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit; pod fails-pod: container integration ended with exit code 1: 1 message failed',
  })
})

test('a Job whose pod is gone, or is another one, tells what Kubernetes says', () => {
  const message = 'Job has reached the specified backoff limit'
  expect(workloadState(run('fails', true), [], []).message).toBe(message)
  expect(workloadState(run('fails', true), [podOf('other', 1)], []).message).toBe(message)
})

test('a Job that ended well is done, be there pods of tries that failed or not', () => {
  expect(workloadState(run('well', false), [podOf('well', 1)], [])).toMatchObject({ progress: 'done', reason: 'Completed' })
})

test('a CronJob tells of its last run that is over what the pods of that run said', () => {
  const cronJob: KubeObject = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly' }, spec: { schedule: '0 3 * * *' } }
  const later = { creationTimestamp: '2026-01-02T00:00:00Z' }
  const second = run('nightly-2', true)
  const jobs = [run('nightly-1', true), { ...second, metadata: { ...second.metadata, ...later } }]
  expect(workloadState(cronJob, [podOf('nightly-1', 2), podOf('nightly-2', 1)], jobs)).toMatchObject({
    progress: 'done',
    reason: 'LastRunFailed',
    message:
      'nightly-2: Job has reached the specified backoff limit; pod nightly-2-pod: container integration ended with exit code 1: 1 message failed',
  })
})
