/**
 * Step Functions on one machine: standard workflows in JSONata, distributed Maps, and the API in
 * AWS's own wire protocol. {@code definition} reads a document, {@code query} evaluates its
 * expressions, {@code execution} runs it, {@code objects} is its way to S3, {@code api} shows it to
 * clients. Never here: anything about broadcasts.
 */
package dev.fanfare.local.stepfunctions;
