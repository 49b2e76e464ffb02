/**
 * The Step Functions API in AWS's JSON 1.0 protocol, so that any SDK and the AWS CLI work with the
 * stand-in. Here are names, shapes, limits and errors of the API, and nothing that runs a workflow.
 */
package dev.fanfare.local.stepfunctions.api;
